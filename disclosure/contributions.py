"""What this app hands to the kernel's registries and to the panels of lower pages."""

from django.utils import timezone

from disclosure import selectors
from disclosure.models import Item
from disclosure.services import terms
from portal.kernel.deadlines import kinds
from portal.kernel.delivery import letters
from portal.kernel.publishing import registry
from portal.kernel.rules.workdays import DueDate
from portal.kernel.search import sources
from portal.kernel.ui.official import official, plain

REMINDER = "disclosure.publish_due"


def search_document(item: Item) -> sources.SearchDocument:
    """The item as the search reads it."""
    published_on = timezone.localtime(item.published_at).date()
    return sources.SearchDocument(
        title=item.title,
        body=f"{item.summary} {plain(official(item.body).html)}",
        url=item.get_absolute_url(),
        published_on=published_on,
        number=item.document_number,
        index_number=item.index_number,
        column_id=item.column_id,
        department_id=item.department_id,
        topics=tuple(item.topics.order_by("pk").values_list("pk", flat=True)),
        audiences=tuple(item.audiences.order_by("pk").values_list("pk", flat=True)),
    )


def recompute(item: Item) -> DueDate:
    """The due date by the calendar now in force; only items with a term have a deadline to move."""
    due = selectors.due_date(item)
    if due is None:
        raise ValueError(f"item {item.pk} has no term")
    return due


registry.register(
    registry.PublishableType(
        model=Item,
        label="公开条目",
        code="disclosure.item",
        context_gates=(selectors.release_failures,),
        on_release=(terms.meet,),
    )
)
sources.register(sources.SearchSource("disclosure.item", "主动公开", Item, search_document, day="published_at"))
letters.register(letters.LetterClass(REMINDER, category="deadlines", label="主动公开期限提醒"))
kinds.register(
    kinds.DeadlineKind(
        terms.PUBLISH_WITHIN,
        label="主动公开期限",
        basis="《中华人民共和国政府信息公开条例》第二十六条",
        letter=REMINDER,
        recompute=recompute,
    )
)
