from portal.kernel.links.models.checks import LinkCheck
from portal.kernel.links.models.links import LinkHost, LinkUse, OutboundLink

__all__ = ["LinkCheck", "LinkHost", "LinkUse", "OutboundLink"]
