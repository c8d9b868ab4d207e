"""Columns, topics, audiences, tags."""

import factory
from factory.django import DjangoModelFactory

from portal.kernel.taxonomy.models import Audience, Column, Tag, Topic


class ColumnFactory(DjangoModelFactory):
    class Meta:
        model = Column

    slug = factory.Sequence(lambda n: f"column-{n}")
    name = factory.Sequence(lambda n: f"栏目{n}")


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = Topic

    slug = factory.Sequence(lambda n: f"topic-{n}")
    name = factory.Sequence(lambda n: f"主题{n}")


class AudienceFactory(DjangoModelFactory):
    class Meta:
        model = Audience

    slug = factory.Sequence(lambda n: f"audience-{n}")
    name = factory.Sequence(lambda n: f"受众{n}")


class TagFactory(DjangoModelFactory):
    class Meta:
        model = Tag

    name = factory.Sequence(lambda n: f"标签{n}")
