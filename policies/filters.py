"""The shape of the filters of the policy library; pages and API share them."""

from datetime import date, datetime
from typing import Any

import django_filters
from django import forms

from policies import selectors
from policies.models import Document, DocumentQuerySet, Faq, Interpretation
from policies.rules.words import InterpretationForm, Validity
from policies.selectors import Facet
from portal.kernel.people.models import Department, User
from portal.kernel.publishing.kept_data import kept_data
from portal.kernel.taxonomy.models import Audience, Topic

YEARS = {"min_value": 1949, "max_value": 2100}
KEYS = {"min_value": 1, "max_value": 2**63 - 1}


class WholeNumberFilter(django_filters.NumberFilter):
    """A year or a key, never 2026.5."""

    field_class = forms.IntegerField


class DocumentFilter(django_filters.FilterSet):
    """Validity is that of the day the queryset was asked for (``selectors.documents``)."""

    validity = django_filters.ChoiceFilter(label="有效性", field_name="validity_code", choices=Validity.choices())
    normative = django_filters.BooleanFilter(label="行政规范性文件", field_name="is_normative")
    topic = django_filters.ModelChoiceFilter(
        label="主题分类", field_name="topics", queryset=Topic.objects.all(), to_field_name="slug"
    )
    audience = django_filters.ModelChoiceFilter(
        label="适用对象", field_name="audiences", queryset=Audience.objects.all(), to_field_name="slug"
    )
    year = WholeNumberFilter(label="发布年份", field_name="published_at", lookup_expr="year", **YEARS)
    department = django_filters.ModelChoiceFilter(
        label="责任部门", queryset=Department.objects.all(), to_field_name="code"
    )

    class Meta:
        model = Document
        fields = ["validity", "normative", "topic", "audience", "year", "department"]

    def chips(self) -> list[dict[str, str]]:
        """What is chosen, in words, each removable."""
        chosen = self.form.cleaned_data if self.form.is_bound and self.form.is_valid() else {}
        return [
            {"name": name, "label": str(self.filters[name].label), "value": _in_words(name, value)}
            for name, value in chosen.items()
            if value not in (None, "")
        ]

    def facets(self, *, reader: User | None, on: date, at: datetime, version: int | None = None) -> tuple[Facet, ...]:
        """Every filter with the counts its values would leave, the other filters staying as they are."""
        chosen = {name: str(self.data.get(name, "")) for name in self.filters}
        return kept_data(
            "policies.document",
            chosen=chosen,
            reader=reader,
            on=on,
            version=version,
            make=lambda: self._counted(chosen, on=on, at=at),
        )

    def _counted(self, chosen: dict[str, str], *, on: date, at: datetime) -> tuple[Facet, ...]:
        """Filters nobody chose are counted over what the page lists, most of them together; a chosen one for itself."""
        shown: DocumentQuerySet = self.qs
        together = selectors.spread(shown, on=on)

        def things(name: str) -> DocumentQuerySet:
            return self._without(name) if chosen[name] else shown

        def spread(name: str) -> selectors.Spread:
            return selectors.spread(self._without(name), on=on) if chosen[name] else together

        validities = selectors.validity_options(
            things("validity"), spread("validity").validities, chosen=chosen["validity"], on=on, at=at
        )
        natures = selectors.normative_options(spread("normative").natures, chosen=chosen["normative"])
        topics = selectors.term_options(things("topic"), field="topics", chosen=chosen["topic"])
        audiences = selectors.term_options(things("audience"), field="audiences", chosen=chosen["audience"])
        years = selectors.year_options(spread("year").years, chosen=chosen["year"])
        departments = selectors.department_options(spread("department").departments, chosen=chosen["department"])
        return (
            Facet("有效性", "validity", validities),
            Facet("文件性质", "normative", natures),
            Facet("主题分类", "topic", topics),
            Facet("适用对象", "audience", audiences),
            Facet("发布年份", "year", years),
            Facet("责任部门", "department", departments),
        )

    def _without(self, name: str) -> DocumentQuerySet:
        data = {key: value for key, value in self.data.items() if key in self.filters and key != name}
        narrowed: DocumentQuerySet = type(self)(data, queryset=self.queryset).qs
        return narrowed


class InterpretationFilter(django_filters.FilterSet):
    document = WholeNumberFilter(label="所解读文件", field_name="document_id", **KEYS)
    form = django_filters.ChoiceFilter(label="解读形式", choices=InterpretationForm.choices())

    class Meta:
        model = Interpretation
        fields = ["document", "form"]


class FaqFilter(django_filters.FilterSet):
    document = WholeNumberFilter(label="所属文件", field_name="document_id", **KEYS)

    class Meta:
        model = Faq
        fields = ["document"]


def _in_words(name: str, value: Any) -> str:
    if name == "validity":
        return Validity.of(value).label
    if name == "normative":
        return "是" if value else "否"
    if name == "year":
        return f"{value}年"
    return str(value)
