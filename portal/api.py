"""The public API, version 1: every door of it is listed here."""

from django.urls import URLPattern, URLResolver, path
from rest_framework.routers import DefaultRouter

from portal.kernel.search.api import SearchView, SuggestView

router = DefaultRouter()

urlpatterns: list[URLPattern | URLResolver] = [
    *router.urls,
    path("search", SearchView.as_view(), name="search"),
    path("search/suggest", SuggestView.as_view(), name="search-suggest"),
]
