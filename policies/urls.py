from django.urls import URLPattern, path

from policies.feeds import DocumentFeed, InterpretationFeed
from policies.views import public

app_name = "policies"
urlpatterns: list[URLPattern] = [
    path("", public.DocumentList.as_view(), name="list"),
    path("feed/", DocumentFeed(), name="feed"),
    path("interpretations/feed/", InterpretationFeed(), name="interpretation-feed"),
    path("interpretations/<int:pk>/", public.InterpretationDetail.as_view(), name="interpretation"),
    path("<int:pk>/", public.DocumentDetail.as_view(), name="detail"),
    path("<int:pk>/text/", public.document_text, name="text"),
]
