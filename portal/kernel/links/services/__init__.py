from portal.kernel.links.services.patrolling import PatrolReport, patrol
from portal.kernel.links.services.registering import FoundLink, register_links, unregister

__all__ = ["FoundLink", "PatrolReport", "patrol", "register_links", "unregister"]
