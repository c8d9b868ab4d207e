from portal.kernel.attachments.services.storing import Inspection, Refused, inspect, remove, store

__all__ = ["Inspection", "Refused", "inspect", "remove", "store"]
