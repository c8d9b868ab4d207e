"""The index, and the words it knows."""

from portal.kernel.search.models.entry import SearchEntry, SearchText
from portal.kernel.search.models.synonyms import SynonymGroup
from portal.kernel.search.models.words import SearchKinship, SearchWord

__all__ = ["SearchEntry", "SearchKinship", "SearchText", "SearchWord", "SynonymGroup"]
