"""What this room hands to the registers of the rooms below it."""

from portal.kernel.audit import verbs

verbs.register({"search.add_synonyms": "登记同义词", "search.change_synonyms": "修改同义词"})
