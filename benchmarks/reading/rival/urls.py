"""The search page, and everything else by the page tree."""

from django.urls import include, path
from rival.views import search
from wagtail import urls as wagtail_urls
from wagtail.documents import urls as documents_urls

urlpatterns = [
    path("search/", search, name="search"),
    path("documents/", include(documents_urls)),
    path("", include(wagtail_urls)),
]
