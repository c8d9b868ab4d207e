"""Departments in the search: found by name and duties, leading to their own page."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse

from portal.kernel.people.models import Department
from portal.kernel.people.services.departments import Change
from portal.kernel.publishing import content_version
from portal.kernel.search import sources
from portal.kernel.search.services import indexing

# Nobody is told a day; by date departments come after everything that has one.
# Somebody who types 住房 looks for papers about it; a department's own name still brings it to the top.
_AFTER_PAPERS = -60
_NO_DAY = date(1949, 10, 1)


def department_entry(department: Department) -> sources.SearchDocument:
    facts = (department.short_name, department.duties_text, department.address, department.telephone)
    return sources.SearchDocument(
        title=department.name,
        body="\n".join(fact for fact in facts if fact),
        url=reverse("front:department", args=[department.pk]),
        published_on=_NO_DAY,
        department_id=department.pk,
        dated=False,
        rank_boost=_AFTER_PAPERS,
    )


def public_departments(at: datetime) -> QuerySet[Department]:
    return Department.objects.active().exclude(duties_text="")


def department_changed(change: Change) -> None:
    indexing.index(change.department, at=change.at)
    content_version.bump()


SOURCE = sources.SearchSource("people.department", "机构", Department, department_entry, public_departments)
