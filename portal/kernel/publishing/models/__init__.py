from portal.kernel.publishing.models.bundle import Bundle, BundleMember
from portal.kernel.publishing.models.content import ContentCounter
from portal.kernel.publishing.models.grant import Grant
from portal.kernel.publishing.models.planned import PlannedRelease
from portal.kernel.publishing.models.publishable import Publishable, PublishableQuerySet
from portal.kernel.publishing.models.review import Approval, SecrecyReview
from portal.kernel.publishing.models.version import Version

__all__ = [
    "Approval",
    "Bundle",
    "BundleMember",
    "ContentCounter",
    "Grant",
    "PlannedRelease",
    "Publishable",
    "PublishableQuerySet",
    "SecrecyReview",
    "Version",
]
