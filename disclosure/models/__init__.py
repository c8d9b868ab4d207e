"""The nouns of proactive disclosure."""

from disclosure.models.catalogue import Catalogue, Element, Matter
from disclosure.models.counter import IndexCounter
from disclosure.models.item import Item, ItemQuerySet

__all__ = ["Catalogue", "Element", "IndexCounter", "Item", "ItemQuerySet", "Matter"]
