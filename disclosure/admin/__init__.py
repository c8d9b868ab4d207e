"""Desks of proactive disclosure."""

from disclosure.admin.catalogue import CatalogueAdmin, MatterAdmin
from disclosure.admin.item import ItemAdmin

__all__ = ["CatalogueAdmin", "ItemAdmin", "MatterAdmin"]
