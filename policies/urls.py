from django.urls import URLPattern, path

from policies.feeds import DocumentAtomFeed, DocumentFeed, InterpretationAtomFeed, InterpretationFeed
from policies.views import copies, public
from portal.kernel.publishing.copies import routes

app_name = "policies"
urlpatterns: list[URLPattern] = [
    path("", public.DocumentList.as_view(), name="list"),
    path("feed/", DocumentFeed(), name="feed"),
    path("feed.atom", DocumentAtomFeed(), name="atom"),
    path("interpretations/feed/", InterpretationFeed(), name="interpretation-feed"),
    path("interpretations/feed.atom", InterpretationAtomFeed(), name="interpretation-atom"),
    path("interpretations/<int:pk>/", public.InterpretationDetail.as_view(), name="interpretation"),
    *routes("interpretations/<int:pk>/", copies.INTERPRETATION, prefix="interpretation-"),
    path("<int:pk>/", public.DocumentDetail.as_view(), name="detail"),
    *routes("<int:pk>/", copies.DOCUMENT),
]
