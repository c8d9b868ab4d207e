"""Items of disclosure as copies to carry away."""

from django.http import HttpRequest

from disclosure import selectors
from disclosure.models import Item
from disclosure.views.public import tombstone
from portal.kernel.attachments.selectors import released_files
from portal.kernel.papers.paper import Paper
from portal.kernel.publishing import copies
from portal.kernel.publishing.reader import reader_of
from portal.kernel.ui import moment
from portal.kernel.ui.templatetags.ui import workdate


def _item(request: HttpRequest, pk: int) -> Item | None:
    return selectors.public_item(pk, at=moment.now(), to=reader_of(request))


def _paper(request: HttpRequest, item: Item) -> Paper:
    files = released_files(item, at=moment.now())
    return Paper(
        title=item.title,
        number=item.document_number,
        organ=item.organ,
        formed_on=item.formed_on,
        body=item.body,
        note=copies.reach_note(item, item.body),
        enclosures=copies.enclosures_of(files),
        imprint=(
            ("索引号", item.index_number),
            ("发文机关", item.organ),
            ("成文日期", workdate(item.formed_on)),
            copies.published_row(item),
            ("栏目", item.column.name),
        ),
        address=request.build_absolute_uri(item.get_absolute_url()),
        images=copies.images_in((item.body,), files),
    )


ITEM = copies.Source(_item, _paper, tombstone)
