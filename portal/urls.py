"""Every address of the portal, put together from the apps."""

from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from portal.api import urlpatterns as api_urls

handler404 = "portal.front.views.errors.not_found"

urlpatterns = [
    path("", include("portal.front.urls")),
    path("", include("portal.kernel.ui.urls")),
    path("disclosure/", include("disclosure.urls")),
    path("policies/", include("policies.urls")),
    path("requests/", include("requests_app.urls")),
    path("consultations/", include("consultations.urls")),
    path("attachments/", include("portal.kernel.attachments.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", include((api_urls, "api"))),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="api-docs"),
]
