"""Where things belong and whom they concern."""

from portal.kernel.taxonomy.models.column import Column
from portal.kernel.taxonomy.models.terms import Audience, Tag, Topic

__all__ = ["Audience", "Column", "Tag", "Topic"]
