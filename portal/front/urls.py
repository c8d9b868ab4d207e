"""The portal's own addresses. Those that everybody knows by name stand outside the namespace."""

from django.urls import include, path
from django.views.generic import RedirectView

from portal.front.views import feedback, health, home, pages, platform, search, sitemap, workbench, workdays
from portal.front.views.suggest import suggest

front_urls = [
    path("platform/", platform.platform, name="platform"),
    path("columns/<slug:slug>/", platform.column, name="column"),
    path("departments/", platform.departments, name="departments"),
    path("workdays/", workdays.workdays, name="workdays"),
    path("feeds/", pages.feeds, name="feeds"),
    path("site-map/", pages.site_map, name="site-map"),
    path("feedback/", feedback.feedback, name="feedback"),
    path("feedback/sent/", feedback.sent, name="feedback-sent"),
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
    path("sitemap-<section>.xml", sitemap.section, name="sitemap-section"),
    path("robots.txt", pages.robots, name="robots"),
    path("favicon.ico", RedirectView.as_view(url="/static/img/mark.svg", permanent=False)),
    path("", include((front_urls, "front"))),
]
