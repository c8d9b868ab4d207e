"""What the front hands to the registers of the rooms below it."""

from portal.front import belonging, borrowed_words, feedback, findable, identity
from portal.kernel.audit import verbs
from portal.kernel.people.services import departments
from portal.kernel.search import related, sources
from portal.kernel.ui import face, panels

verbs.register(identity.VERBS)
verbs.register(feedback.VERBS)
verbs.register(belonging.VERBS)
borrowed_words.speak_chinese()
face.offer_links(identity.chosen_columns)
sources.register(findable.SOURCE)
departments.on_changed(findable.department_changed)
departments.on_changed(belonging.department_changed)
for slot in ("policies.document", "disclosure.item", "consultations.consultation"):
    panels.register(slot, related.panel)
