"""The public API, version 1: every door of it is listed here."""

from django.urls import URLPattern, URLResolver, path
from rest_framework.routers import DefaultRouter

router = DefaultRouter()

urlpatterns: list[URLPattern | URLResolver] = [*router.urls]
