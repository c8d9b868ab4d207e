"""Documents and their list, as pages."""

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Count
from django.http import HttpRequest
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index


class PolicyIndexPage(Page):
    """The list: newest first, filters with counts."""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        found = PolicyPage.objects.child_of(self).live().order_by("-issued_on", "-pk")
        for name in ("topic", "department", "year"):
            if request.GET.get(name):
                found = found.filter(**{name: request.GET[name]})
        context["facets"] = [
            (label, name, list(found.order_by().values_list(name).annotate(number=Count("pk")).order_by("-number")))
            for label, name in (("主题", "topic"), ("部门", "department"), ("年份", "year"))
        ]
        context["page_of_list"] = Paginator(found, 20).get_page(request.GET.get("p"))
        return context


class PolicyPage(Page):
    """A document with its head block."""

    number = models.CharField(max_length=80, blank=True)
    organ = models.CharField(max_length=200, blank=True)
    topic = models.CharField(max_length=80, blank=True)
    department = models.CharField(max_length=80, blank=True)
    year = models.IntegerField(default=0)
    issued_on = models.DateField()
    effective_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    body = RichTextField()

    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("body"),
        index.SearchField("number"),
    ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["related"] = (
            PolicyPage.objects.live().filter(topic=self.topic).exclude(pk=self.pk).order_by("-issued_on")[:6]
        )
        return context
