from datetime import datetime

from django.db.models import Q

from policies.models.document import Document
from portal.kernel.publishing.models import PublishableQuerySet


class CompanionQuerySet(PublishableQuerySet):
    """What explains a document is seen by those who may see the document, also once that is withdrawn or targeted."""

    def visible_q(self, *, at: datetime, to: object | None = None) -> Q:
        seen = Document.objects.public(at=at, to=to).values("pk")
        return super().visible_q(at=at, to=to) & Q(document__in=seen)
