from django.urls import URLPattern, path

from consultations.feeds import ConsultationFeed
from consultations.views import comment, public

app_name = "consultations"
urlpatterns: list[URLPattern] = [
    path("", public.ConsultationList.as_view(), name="list"),
    path("feed/", ConsultationFeed(), name="feed"),
    path("receipts/<str:number>/", comment.receipt, name="receipt"),
    path("<int:pk>/", public.ConsultationDetail.as_view(), name="detail"),
    path("<int:pk>/comment/", comment.comment, name="comment"),
    path("<int:pk>/closing.ics", public.closing_day, name="calendar"),
]
