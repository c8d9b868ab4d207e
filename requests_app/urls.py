from django.urls import path

from requests_app.views import applicant, public

app_name = "requests"
urlpatterns = [
    path("", public.start, name="start"),
    path("new/", public.new, name="new"),
    path("receipt/", public.show_receipt, name="receipt"),
    path("status/", applicant.lookup, name="status"),
    path("status/<str:number>/", applicant.file, name="file"),
    path("status/<str:number>/correction/", applicant.correct, name="correct"),
    path("status/<str:number>/withdrawal/", applicant.withdraw, name="withdraw"),
    path("status/<str:number>/files/<uuid:pk>/", applicant.download, name="download"),
]
