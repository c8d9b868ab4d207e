"""The index, and the words it knows."""

from portal.kernel.search.models.entry import SearchEntry, SearchText

__all__ = ["SearchEntry", "SearchText"]
