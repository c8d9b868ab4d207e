"""The public API, version 1: every door of it is listed here."""

from django.urls import URLPattern, URLResolver, path
from rest_framework.routers import DefaultRouter

from consultations.api import ConsultationViewSet
from disclosure.api import ItemViewSet
from policies.api import DocumentViewSet, FaqViewSet, InterpretationViewSet
from portal.kernel.deadlines.api import DueView
from portal.kernel.publishing.conditional import public_page
from portal.kernel.search.api import SearchView, SuggestView
from requests_app.api import RequestsView, StatusView

router = DefaultRouter(trailing_slash=False)
router.register("disclosure/items", ItemViewSet, basename="disclosure-items")
router.register("policies/documents", DocumentViewSet, basename="policies-documents")
router.register("policies/interpretations", InterpretationViewSet, basename="policies-interpretations")
router.register("policies/faqs", FaqViewSet, basename="policies-faqs")
router.register("consultations", ConsultationViewSet, basename="consultations")

urlpatterns: list[URLPattern | URLResolver] = [
    *router.urls,
    path("requests", RequestsView.as_view(), name="requests"),
    path("requests/status", StatusView.as_view(), name="requests-status"),
    path("workdays/due", DueView.as_view(), name="workdays-due"),
    path("search", SearchView.as_view(), name="search"),
    path("search/suggest", public_page(SuggestView.as_view()), name="search-suggest"),
]
