from django.urls import URLPattern, path

from portal.kernel.attachments.views import Download

app_name = "attachments"
urlpatterns: list[URLPattern] = [
    path("<uuid:pk>/<str:name>", Download.as_view(), name="download"),
]
