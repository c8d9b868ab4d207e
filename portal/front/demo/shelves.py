"""Loads items and policies: most of them published over the past year, a few at every step of the way."""

from datetime import date, datetime, time, timedelta
from itertools import cycle

from django.db import transaction
from django.utils import timezone

from disclosure.models import Item
from disclosure.services import items as item_services
from policies.models import Document, Faq, Interpretation
from policies.services import relations, service_links
from policies.services.drafting import save_document
from portal.front.demo.catalogue import matter_for
from portal.front.demo.files import files_of
from portal.front.demo.items import ItemSeed, item_seeds
from portal.front.demo.loading import Cast
from portal.front.demo.policies import PolicySeed, policy_seeds
from portal.kernel.attachments import services as attachments
from portal.kernel.publishing.models import Publishable
from portal.kernel.publishing.services import drafting, release, review

SOURCE = "演示内容"
ORGAN = "云州市住房和城乡建设局"
# Addresses under .example and .invalid belong to nobody; the patrol finds the latter broken, as it should.
SERVICE_SITE = "https://zwfw.example.com/yunzhou/item/{}"
BROKEN_SERVICE_SITE = "https://zwfw.yunzhou.invalid/item/{}"
# Which of the newest items stand where on the way, so that every desk has work.
UNDER_WAY = {
    "demo:news:19": "draft",
    "demo:notice:19": "draft",
    "demo:allocation:9": "secrecy",
    "demo:lottery:9": "level-1",
    "demo:starts:9": "level-2",
    "demo:presale:23": "level-3",
    "demo:emergency:7": "approved",
    "demo:proposal:9": "planned",
    "demo:penalty:3": "withdrawn",
}


def moment(day: date, *, until: datetime, hour: int = 9) -> datetime:
    """That hour of a day in Asia/Shanghai, never after `until`."""
    return min(datetime.combine(day, time(hour), tzinfo=timezone.get_default_timezone()), until)


def load_items(cast: Cast, at: datetime) -> int:
    """Two hundred items; those already there by their title are left alone."""
    known = set(Item.objects.values_list("title", flat=True))
    added = 0
    for seed in item_seeds(timezone.localtime(at).date()):
        if seed.title not in known:
            with transaction.atomic():
                _item(cast, seed, at)
            added += 1
    return added


def _item(cast: Cast, seed: ItemSeed, at: datetime) -> None:
    data = {
        "title": seed.title,
        "organ": ORGAN,
        "formed_on": seed.formed_on,
        "document_number": seed.document_number,
        "summary": seed.summary,
        "body": seed.body,
        "column": cast.columns[seed.column],
        "topics": [cast.topics[seed.topic].pk],
        "department": cast.departments[seed.department],
        "matter": matter_for(seed.title),
    }
    stage = UNDER_WAY.get(seed.key, "published")
    if stage in {"published", "withdrawn"}:
        out = moment(seed.formed_on + timedelta(days=1 + len(seed.title) % 5), until=at)
        item = Item()
        item_services.enter(item=item, data=data, by=None, at=at)
        for upload in files_of(seed):
            attachments.store(upload=upload, subject=item, by=None, at=at)
        release.import_published(thing=item, by=None, at=at, source=SOURCE, published_at=out)
        if stage == "withdrawn":
            release.withdraw(
                thing=item, reason="处罚决定书文号填写有误，更正后重新公开", by=cast.people["office"], at=at
            )
        return
    # The clerk belongs to one department; what is under way is his.
    data["department"] = cast.departments["ZBC"]
    item = item_services.draft(item=Item(), data=data, by=cast.people["clerk"], at=at)
    if stage != "draft":
        drafting.submit(thing=item, by=cast.people["clerk"], at=at)
        _sign(cast, item, stage, at)


def _sign(cast: Cast, thing: Publishable, stage: str, at: datetime) -> None:
    """Secrecy review and as many levels as the stage has behind it."""
    behind = {"secrecy": -1, "level-1": 0, "level-2": 1, "level-3": 2, "approved": 3, "planned": 3}[stage]
    if behind >= 0:
        review.review_secrecy(
            thing=thing, conclusion="pass", basis="不涉及国家秘密、工作秘密和个人隐私", by=cast.people["secrecy"], at=at
        )
    for level, signer in zip(range(1, behind + 1), ("office", "deputy", "leader"), strict=False):
        review.approve(thing=thing, level=level, by=cast.people[signer], at=at, note="同意公开")
    if stage == "planned":
        release.schedule(thing=thing, planned_at=at + timedelta(days=2), by=cast.people["office"], at=at)


def load_policies(cast: Cast, at: datetime) -> int:
    """Forty policies with what belongs to each; relations come last, when both ends are there."""
    loaded = {document.title: document for document in Document.objects.all()}
    # They come in the order they were issued, so that what a document refers to is already there.
    seeds = list(policy_seeds(timezone.localtime(at).date()))
    titles = {seed.key: seed.title for seed in seeds}
    broken = cycle((False, False, False, False, True))
    added = 0
    for seed, broken_service in zip(seeds, broken, strict=False):
        if seed.title not in loaded:
            basis, replaced = (loaded.get(titles.get(key, "")) for key in (seed.basis_key, seed.replaces_key))
            related = tuple((kind, to) for kind, to in (("basis", basis), ("replaces", replaced)) if to is not None)
            with transaction.atomic():
                loaded[seed.title] = _policy(cast, seed, at, related=related, broken_service=broken_service)
            added += 1
    return added


def _policy(
    cast: Cast,
    seed: PolicySeed,
    at: datetime,
    *,
    related: tuple[tuple[str, Document], ...],
    broken_service: bool,
) -> Document:
    department = cast.departments[seed.department]
    document = Document()
    save_document(
        document=document,
        data={
            "title": seed.title,
            "document_number": seed.number,
            "issuing_organ": ORGAN,
            "is_normative": seed.is_normative,
            "formed_on": seed.formed_on,
            "effective_on": seed.effective_on,
            "expires_on": seed.expires_on,
            "summary": seed.summary,
            "body": seed.body,
            "topics": [cast.topics[seed.topic].pk],
            "audiences": [cast.audiences[seed.audience].pk],
            "department": department,
        },
        by=None,
        at=at,
    )
    if seed.service:
        site = BROKEN_SERVICE_SITE if broken_service else SERVICE_SITE
        service_links.add(document=document, title=seed.service, url=site.format(document.pk), by=None, at=at)
    for kind, to in related:
        relations.relate(document=document, kind=kind, to=to, by=None, at=at, effective_on=seed.effective_on)
    out = moment(seed.formed_on + timedelta(days=2), until=at)
    release.import_published(thing=document, by=None, at=at, source=SOURCE, published_at=out)
    if seed.interpretation:
        title, body = seed.interpretation
        text = {"title": title, "body": body, "document": document, "department": department, "form": "text"}
        text["interpreter"] = department.head_name
        interpretation = drafting.save_draft(thing=Interpretation(), data=text, by=None, at=at)
        release.import_published(thing=interpretation, by=None, at=at, source=SOURCE, published_at=out)
    for position, (question, answer) in enumerate(seed.questions):
        data = {"title": question, "answer": answer, "document": document, "department": department}
        faq = drafting.save_draft(thing=Faq(), data={**data, "position": position}, by=None, at=at)
        release.import_published(thing=faq, by=None, at=at, source=SOURCE, published_at=out)
    return document
