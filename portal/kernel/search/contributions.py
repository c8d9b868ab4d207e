"""What this room hands to the registers of the rooms below it."""

from portal.kernel.audit import verbs
from portal.kernel.delivery import letters
from portal.kernel.search.services import saving

verbs.register({"search.add_synonyms": "登记同义词", "search.change_synonyms": "修改同义词"})
letters.register(letters.LetterClass(saving.CONFIRM, category="subscriptions", label="确认检索订阅"))
letters.register(letters.LetterClass(saving.MATCH, category="subscriptions", label="检索订阅的新内容"))
