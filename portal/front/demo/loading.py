"""Puts the fictitious bureau into an empty database; a second run finds everything in place and changes nothing."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from portal.front.demo.bureau import AUDIENCES, COLUMNS, DEPARTMENTS, KEEPERS, PASSWORD, PEOPLE, TOPICS
from portal.kernel.people.models import Department, User
from portal.kernel.people.services import duties
from portal.kernel.search.services import indexing
from portal.kernel.taxonomy.models import Audience, Column, Topic
from portal.kernel.taxonomy.services.statutory import load_statutory_columns


@dataclass(frozen=True, slots=True)
class Cast:
    """The departments and people the content refers to."""

    departments: dict[str, Department]
    people: dict[str, User]
    topics: dict[str, Topic]
    audiences: dict[str, Audience]
    columns: dict[str, Column]


@transaction.atomic
def load_bureau(*, at: datetime) -> Cast:
    """Departments, people with their duties, topics, audiences and columns."""
    organ, _ = Department.objects.get_or_create(
        code="YZZJ",
        defaults={"name": "云州市住房和城乡建设局", "short_name": "市住建局", "kind": Department.Kind.ORGAN},
    )
    departments = {}
    for position, seed in enumerate(DEPARTMENTS):
        departments[seed.code], founded = Department.objects.get_or_create(
            code=seed.code,
            defaults={
                "name": seed.name,
                "short_name": seed.short_name,
                "parent": organ,
                "duties_text": seed.duties,
                "head_name": seed.head,
                "address": f"云州市明湖区公开路 1 号 {seed.room}",
                "hours": "工作日 9:00—12:00，13:30—17:30",
                "telephone": seed.telephone,
                "position": position,
            },
        )
        if founded:
            # Nobody is there yet in whose name a department could be saved, which would tell the search.
            indexing.index(departments[seed.code], at=at)
    # One deliberately slow hash for all: the password is the same and printed anyway.
    hashed = make_password(PASSWORD) if User.objects.filter(username="citizen").first() is None else ""
    people = {
        each.username: _person(each.username, each.full_name, departments[each.department], hashed) for each in PEOPLE
    }
    for each in PEOPLE:
        held = set(people[each.username].duty_assignments.values_list("duty", flat=True))
        for duty in sorted(set(each.duties) - held):
            own = departments[each.department] if duty in {"clerk", "department_head"} else None
            duties.grant(user=people[each.username], duty=duty, department=own, by=None, at=at)
    citizen, _ = User.objects.get_or_create(username="citizen", defaults={"full_name": "王市民", "password": hashed})
    return Cast(departments, {**people, "citizen": citizen}, _topics(), _audiences(), _columns(departments))


def _person(username: str, full_name: str, department: Department, hashed: str) -> User:
    person, _ = User.objects.get_or_create(
        username=username,
        defaults={
            "password": hashed,
            "full_name": full_name,
            "department": department,
            "is_staff": True,
            "email": f"{username}@example.com",
        },
    )
    return person


def _topics() -> dict[str, Topic]:
    return {
        slug: Topic.objects.get_or_create(slug=slug, defaults={"name": name, "position": position})[0]
        for position, (slug, name) in enumerate(TOPICS)
    }


def _audiences() -> dict[str, Audience]:
    return {
        slug: Audience.objects.get_or_create(slug=slug, defaults={"name": name, "position": position})[0]
        for position, (slug, name) in enumerate(AUDIENCES)
    }


def _columns(departments: dict[str, Department]) -> dict[str, Column]:
    load_statutory_columns()
    for position, seed in enumerate(COLUMNS):
        parent = Column.objects.get(slug=seed.parent) if seed.parent else None
        Column.objects.get_or_create(
            slug=seed.slug,
            defaults={
                "name": seed.name,
                "parent": parent,
                "position": 200 + position,
                "department": departments[seed.department],
                "max_age_days": seed.max_age_days,
                "description": seed.description,
            },
        )
    for slug, code in KEEPERS.items():
        Column.objects.filter(slug=slug, department=None).update(department=departments[code])
    return {column.slug: column for column in Column.objects.all()}
