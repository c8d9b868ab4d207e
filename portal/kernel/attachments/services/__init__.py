from portal.kernel.attachments.services.moving import erase, forget, hand_over
from portal.kernel.attachments.services.storing import Inspection, Refused, inspect, remove, store

__all__ = ["Inspection", "Refused", "erase", "forget", "hand_over", "inspect", "remove", "store"]
