from portal.kernel.publishing.admin.desk import PublishableAdmin
from portal.kernel.publishing.admin.forms import PublishableForm, ReasonForm
from portal.kernel.publishing.admin.inlines import AttachmentInline, GrantInline, VerbFormSet
from portal.kernel.publishing.admin.verbs import DeskVerb

__all__ = [
    "AttachmentInline",
    "DeskVerb",
    "GrantInline",
    "PublishableAdmin",
    "PublishableForm",
    "ReasonForm",
    "VerbFormSet",
]
