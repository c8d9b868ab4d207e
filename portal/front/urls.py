"""The portal's own addresses. Those that everybody knows by name stand outside the namespace."""

from django.urls import include, path
from django.views.generic import RedirectView

from portal.front.feeds import WholeSiteAtomFeed, WholeSiteFeed
from portal.front.views import (
    departments,
    feedback,
    health,
    home,
    pages,
    platform,
    search,
    search_export,
    search_feed,
    search_insight,
    search_opened,
    search_subscription,
    sitemap,
    workbench,
    workdays,
)
from portal.front.views.suggest import suggest

front_urls = [
    path("platform/", platform.platform, name="platform"),
    path("columns/<slug:slug>/", platform.column, name="column"),
    path("departments/", departments.departments, name="departments"),
    path("departments/<int:pk>/", departments.department, name="department"),
    path("workdays/", workdays.workdays, name="workdays"),
    path("feeds/", pages.feeds, name="feeds"),
    path("feeds/all.rss", WholeSiteFeed(), name="whole-feed"),
    path("feeds/all.atom", WholeSiteAtomFeed(), name="whole-atom"),
    path("site-map/", pages.site_map, name="site-map"),
    path("search/export.<slug:form>", search_export.export, name="search-export"),
    path("search/feed.<slug:form>", search_feed.feed, name="search-feed"),
    path("search/subscribe/", search_subscription.subscribe, name="search-subscribe"),
    path("search/subscriptions/", search_subscription.subscriptions, name="search-subscriptions"),
    path("search/subscriptions/<int:pk>/stop/", search_subscription.stop_own, name="search-stop-own"),
    path("search/confirm/<str:token>/", search_subscription.confirm, name="search-confirm"),
    path("search/stop/<str:token>/", search_subscription.stop, name="search-stop"),
    path("search/opened/<str:mark>/", search_opened.opened, name="search-opened"),
    path("workbench/search/", search_insight.search_insight, name="search-insight"),
    path("feedback/", feedback.feedback, name="feedback"),
    path("feedback/sent/", feedback.sent, name="feedback-sent"),
    path("about/", pages.about, name="about"),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("search/suggest/", suggest, name="search-suggest"),
    path("workbench/", workbench.workbench, name="workbench"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    path("sitemap-<slug:section>-<int:part>.xml", sitemap.section, name="sitemap-part"),
    path("sitemap-<slug:section>.xml", sitemap.section, name="sitemap-section"),
    path("robots.txt", pages.robots, name="robots"),
    path("favicon.ico", RedirectView.as_view(url="/static/img/mark.svg", permanent=False)),
    path("", include((front_urls, "front"))),
]
