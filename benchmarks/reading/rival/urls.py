"""The search page, and everything else by the page tree."""

from django.urls import include, path
from rival.views import search
from wagtail import urls as wagtail_urls

urlpatterns = [path("search/", search), path("", include(wagtail_urls))]
