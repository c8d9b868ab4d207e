"""Addresses of proactive disclosure."""

from django.urls import path

from disclosure.feeds import ItemsAtomFeed, ItemsFeed
from disclosure.views import copies, public
from portal.kernel.publishing.copies import routes

app_name = "disclosure"
urlpatterns = [
    path("", public.ItemList.as_view(), name="list"),
    path("catalogue/", public.CatalogueList.as_view(), name="catalogue"),
    path("feed.rss", ItemsFeed(), name="rss"),
    path("feed.atom", ItemsAtomFeed(), name="atom"),
    path("feeds/<slug:slug>.rss", ItemsFeed(), name="column-feed"),
    path("feeds/<slug:slug>.atom", ItemsAtomFeed(), name="column-atom"),
    path("<int:pk>/", public.ItemDetail.as_view(), name="detail"),
    *routes("<int:pk>/", copies.ITEM),
]
