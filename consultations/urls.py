from django.urls import URLPattern, path

from consultations.feeds import ConsultationAtomFeed, ConsultationFeed
from consultations.views import comment, copies, public
from portal.kernel.publishing.copies import routes

app_name = "consultations"
urlpatterns: list[URLPattern] = [
    path("", public.ConsultationList.as_view(), name="list"),
    path("feed/", ConsultationFeed(), name="feed"),
    path("feed.atom", ConsultationAtomFeed(), name="atom"),
    path("calendar.ics", public.closing_days, name="calendar-all"),
    path("receipts/<str:number>/", comment.receipt, name="receipt"),
    path("<int:pk>/", public.ConsultationDetail.as_view(), name="detail"),
    *routes("<int:pk>/", copies.CONSULTATION),
    path("<int:pk>/comment/", comment.comment, name="comment"),
    path("<int:pk>/closing.ics", public.closing_day, name="calendar"),
]
