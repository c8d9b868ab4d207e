"""The index, and the words it knows."""

from portal.kernel.search.models.check import IndexCheck
from portal.kernel.search.models.entry import SearchEntry, SearchSample, SearchText
from portal.kernel.search.models.insight import QueryCount
from portal.kernel.search.models.saved import Arrival, SavedSearch
from portal.kernel.search.models.synonyms import SynonymGroup
from portal.kernel.search.models.words import SearchKinship, SearchWord

__all__ = [
    "Arrival",
    "IndexCheck",
    "QueryCount",
    "SavedSearch",
    "SearchEntry",
    "SearchKinship",
    "SearchSample",
    "SearchText",
    "SearchWord",
    "SynonymGroup",
]
