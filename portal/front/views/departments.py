"""机构职能、办公地址、办公时间、联系方式、负责人姓名 (Regulation art. 20 (2)): the list and a page for each."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from consultations import selectors as consultations
from disclosure import selectors as disclosure
from policies import selectors as policies
from policies.views.facts import list_rows
from portal.front.platform_tree import platform_tree
from portal.kernel.people.models import Department
from portal.kernel.people.selectors import active_departments
from portal.kernel.publishing.conditional import public_page
from portal.kernel.ui import face, structured
from portal.kernel.ui.moment import now, today

SHOWN = 6
CRUMB = ("机构与职责", "/departments/")


@public_page
def departments(request: HttpRequest) -> HttpResponse:
    """Every department in use that has duties of its own."""
    return render(
        request,
        "front/departments.html",
        {
            "crumbs": [("政府信息公开", reverse("front:platform")), ("机构与职责", "")],
            "tree": platform_tree("departments"),
            "departments": [(each, contact_rows(each)) for each in active_departments()],
        },
    )


@public_page
def department(request: HttpRequest, pk: int) -> HttpResponse:
    """Its duties and how to reach it; what it published lately and what it asks for. The same for everybody."""
    found = Department.objects.active().exclude(duties_text="").filter(pk=pk).first()
    if found is None:
        raise Http404
    at, on = now(), today()
    issued = policies.newest(policies.findable(on=on, at=at).filter(department=found), limit=SHOWN, on=on, at=at)
    asked = consultations.listed(on=on, at=at).filter(department=found).order_by(*consultations.ORDER)[:SHOWN]
    bureau = structured.organization(face.identity(request), url=request.build_absolute_uri("/"))
    address = request.build_absolute_uri()
    return render(
        request,
        "front/department.html",
        {
            "crumbs": [("政府信息公开", reverse("front:platform")), CRUMB, (found.label, "")],
            "tree": platform_tree("departments"),
            "department": found,
            "contact": contact_rows(found),
            "policies": list_rows(issued, with_department=False),
            "items": disclosure.public_items(at=at).filter(department=found).order_by(*disclosure.ORDER)[:SHOWN],
            "consultations": consultations.cards_of(
                asked, on=on, workdays=settings.DEADLINE_TERMS["comment_feedback_workdays"]
            ),
            "structured": structured.graph(structured.department(found, url=address.partition("?")[0], bureau=bureau)),
        },
    )


def contact_rows(found: Department) -> list[tuple[Any, ...]]:
    """What the regulation wants known of each department."""
    telephone = f"tel:{found.telephone.replace(' ', '')}" if found.telephone else ""
    return [
        ("负责人", found.head_name),
        ("办公地址", found.address),
        ("办公时间", found.hours),
        ("联系电话", found.telephone, telephone),
    ]
