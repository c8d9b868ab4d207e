"""The bureau's own face."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from portal.kernel.ui.models import HotWord, SiteIdentity, SiteNotice


class SiteIdentityFactory(DjangoModelFactory):
    class Meta:
        model = SiteIdentity

    name = "青川市自然资源和规划局"
    short_name = "青川市资规局"
    title = "政务公开"
    sponsor = "青川市自然资源和规划局"
    organiser = "青川市规划信息中心"
    telephone = "0000-87654321"
    site_code = "1234567890"


class HotWordFactory(DjangoModelFactory):
    class Meta:
        model = HotWord

    word = factory.Sequence(lambda n: f"热词{n}")
    position = factory.Sequence(int)


class SiteNoticeFactory(DjangoModelFactory):
    class Meta:
        model = SiteNotice

    text = "6 月 6 日 0 时至 6 时系统维护，期间不能提交申请。"
    tone = "warn"
    shown_from = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
    shown_until = dt.datetime(2026, 6, 6, tzinfo=dt.UTC)
