"""The home page: one search field, four doors, and what changed lately."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from policies.views.facts import list_rows
from portal.front import selectors
from portal.kernel.publishing import content_version
from portal.kernel.publishing.conditional import public_page
from portal.kernel.ui import face, structured
from portal.kernel.ui.moment import now, today


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """The same for everybody; nothing on it depends on who reads."""
    day, at, identity, here = today(), now(), face.identity(request), request.build_absolute_uri("/")
    version = content_version.noted_on(request)
    shown = selectors.home(on=day, at=at, news=request.GET.get("column", ""), version=version)
    return render(
        request,
        "front/home.html",
        {
            "shown": shown,
            "policies": list_rows(selectors.newest_policies(on=day, at=at), with_department=False),
            "hot_words": face.hot_words(request),
            "hide_search": True,
            "structured": structured.graph(
                structured.organization(identity, url=here),
                structured.website(identity, url=here, search=f"{here}search/?q="),
            ),
        },
    )
