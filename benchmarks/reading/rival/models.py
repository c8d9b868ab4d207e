"""Pages, the terms they are filed under, and the bureau's settings."""

from datetime import date
from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from rival.facets import LIST_FACETS, chips, facets, narrowed
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.documents.models import Document
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index
from wagtail.snippets.models import register_snippet

PAGE_SIZE = 20


@register_setting
class BureauSettings(BaseSiteSetting):
    """What stands at the head and the foot of every page."""

    name = models.CharField(max_length=100)
    title = models.CharField(max_length=100)
    sponsor = models.CharField(max_length=100)
    address = models.CharField(max_length=200)
    telephone = models.CharField(max_length=40)
    site_code = models.CharField(max_length=20)
    icp = models.CharField(max_length=60)


class Term(models.Model):
    name = models.CharField(max_length=120, unique=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


@register_snippet
class Topic(Term):
    pass


@register_snippet
class Audience(Term):
    pass


@register_snippet
class Department(Term):
    address = models.CharField(max_length=200, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    hours = models.CharField(max_length=200, blank=True)


class ColumnPage(Page):
    """A column of the site; it stands in the menu."""


class PolicyIndexPage(Page):
    """The library: newest first, filters with the counts their values would leave."""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        chosen = {name: request.GET.get(name, "") for name in LIST_FACETS}
        policies = PaperPage.objects.live().filter(kind=PaperPage.Kind.POLICY)
        found = narrowed(policies, chosen).select_related("department").order_by("-issued_on", "-pk")
        context["facets"] = facets("list", policies, chosen, LIST_FACETS)
        context["chips"] = chips(chosen)
        context["papers"] = Paginator(
            found.prefetch_related(
                models.Prefetch("explained_by", PaperPage.objects.live().defer("body")), "questions", "services"
            ).defer("body"),
            PAGE_SIZE,
        ).get_page(request.GET.get("p"))
        context["today"] = date.today()  # noqa: DTZ011, TID251 - as the manual does
        return context


class PaperPage(Page):
    """A policy document, an interpretation of one, or an item of disclosure."""

    class Kind(models.TextChoices):
        POLICY = "policy", "政策文件"
        INTERPRETATION = "interpretation", "政策解读"
        ITEM = "item", "主动公开"

    kind = models.CharField(max_length=16, choices=Kind.choices, db_index=True)
    number = models.CharField(max_length=80, blank=True)
    organ = models.CharField(max_length=200, blank=True)
    is_normative = models.BooleanField(default=False)
    topics = ParentalManyToManyField(Topic, blank=True, related_name="papers")
    audiences = ParentalManyToManyField(Audience, blank=True, related_name="papers")
    department = models.ForeignKey(Department, null=True, on_delete=models.PROTECT, related_name="papers")
    formed_on = models.DateField(null=True, blank=True)
    issued_on = models.DateField(db_index=True)
    effective_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    amended_on = models.DateField(null=True, blank=True)
    form = models.CharField(max_length=20, blank=True)
    explains = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="explained_by")
    body = RichTextField(blank=True)

    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("body"),
        index.SearchField("number"),
        index.FilterField("kind"),
    ]

    def validity(self) -> str:
        """As the facet counts it."""
        today = date.today()  # noqa: DTZ011, TID251 - as the manual does
        if self.ended_on and self.ended_on <= today:
            return "废止"
        if self.expires_on and self.expires_on < today:
            return "失效"
        if self.effective_on and self.effective_on > today:
            return "尚未施行"
        return "已修改" if self.amended_on and self.amended_on <= today else "现行有效"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["topics"] = list(self.topics.all())
        context["interpretations"] = self.explained_by.live().defer("body").order_by("issued_on")
        context["relations"] = self.relations.select_related("other")
        context["named_by"] = self.relations_to.select_related("page")
        context["files"] = self.files.select_related("document")
        return context


class Question(Orderable):
    page = ParentalKey(PaperPage, on_delete=models.CASCADE, related_name="questions")
    question = models.CharField(max_length=300)
    answer = RichTextField()


class Service(Orderable):
    page = ParentalKey(PaperPage, on_delete=models.CASCADE, related_name="services")
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=500)


class Relation(Orderable):
    page = ParentalKey(PaperPage, on_delete=models.CASCADE, related_name="relations")
    other = models.ForeignKey(PaperPage, on_delete=models.CASCADE, related_name="relations_to")
    label = models.CharField(max_length=40)


class File(Orderable):
    page = ParentalKey(PaperPage, on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
