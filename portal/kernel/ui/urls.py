"""Reading preferences and the style gallery."""

from django.urls import path

from portal.kernel.ui import views

app_name = "ui"
urlpatterns = [
    path("preferences/", views.preferences, name="preferences"),
    path("styleguide/", views.styleguide, name="styleguide"),
]
