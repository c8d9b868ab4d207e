from portal.kernel.delivery.services.dispatch import DispatchReport, dispatch_due
from portal.kernel.delivery.services.inbox import mark_read
from portal.kernel.delivery.services.posting import Recipient, post
from portal.kernel.delivery.services.replaying import NotDead, replay

__all__ = ["DispatchReport", "NotDead", "Recipient", "dispatch_due", "mark_read", "post", "replay"]
