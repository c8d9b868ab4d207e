"""Reading preferences and the style gallery."""

from django.urls import path

from portal.kernel.ui import brand, views

app_name = "ui"
urlpatterns = [
    path("preferences/", views.preferences, name="preferences"),
    path("identity.css", brand.stylesheet, name="identity-css"),
    path("identity-logo", brand.logo, name="identity-logo"),
    path("styleguide/", views.styleguide, name="styleguide"),
    path("styleguide/<slug:name>/", views.component, name="component"),
]
