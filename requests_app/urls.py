from django.urls import path

from requests_app.views import applicant, apply, public, receipts, sending

app_name = "requests"
urlpatterns = [
    path("", public.start, name="start"),
    path("new/", apply.begin, name="new"),
    path("new/public/", apply.public, name="public"),
    path("new/check/", sending.check, name="check"),
    path("new/discard/", apply.discard, name="discard"),
    path("new/<slug:slug>/", apply.step, name="step"),
    path("new/<slug:slug>/autosave/", apply.autosave, name="autosave"),
    path("receipt/", receipts.show_receipt, name="receipt"),
    path("status/", applicant.lookup, name="status"),
    path("status/<str:number>/", applicant.file, name="file"),
    path("status/<str:number>/receipt.pdf", receipts.receipt_pdf, name="receipt-pdf"),
    path("status/<str:number>/due.ics", receipts.due_day, name="due-day"),
    path("status/<str:number>/correction/", applicant.correct, name="correct"),
    path("status/<str:number>/withdrawal/", applicant.withdraw, name="withdraw"),
    path("status/<str:number>/files/<uuid:pk>/", applicant.download, name="download"),
]
