"""Where things belong and who is responsible: columns, topics, audiences, tags and departments, all on record."""

from datetime import datetime

from django.db import transaction

from portal.front import on_record
from portal.kernel.people.models import User
from portal.kernel.people.services.departments import Change
from portal.kernel.taxonomy.models import Audience, Column, Tag, Topic
from portal.kernel.ui import face

VERBS = {
    "front.set_column": "设置栏目",
    "front.set_topic": "设置主题",
    "front.set_audience": "设置受众",
    "front.set_tag": "设置标签",
    "front.set_department": "设置部门",
}
Term = Column | Topic | Audience | Tag
_VERB_OF: dict[type[Term], str] = {
    Column: "front.set_column",
    Topic: "front.set_topic",
    Audience: "front.set_audience",
    Tag: "front.set_tag",
}


@transaction.atomic
def set_term(*, term: Term, by: User, at: datetime) -> Term:
    """A column, topic, audience or tag, new or changed; its name stands on public pages, which change with it."""
    on_record.write(term, verb=_VERB_OF[type(term)], by=by, at=at)
    face.changed()
    return term


def department_changed(change: Change) -> None:
    """Hung into the saving of departments, whose room lies below the trail."""
    on_record.note_change(change.before, change.department, verb="front.set_department", by=change.by, at=change.at)
