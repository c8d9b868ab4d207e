"""The filters of the list of items, the same for page and API."""

from typing import Any

import django_filters

from disclosure.models import Item, ItemQuerySet
from disclosure.selectors import year_bounds
from portal.kernel.people.models import Department
from portal.kernel.taxonomy.models import Audience, Column, Topic
from portal.kernel.taxonomy.selectors import column_and_below

UNKNOWN = {"invalid_choice": "没有这个选项。", "invalid": "请填写四位数的年份。"}


class ItemFilter(django_filters.FilterSet):
    """Filters read off the address; an unknown value is an error, not an empty list."""

    column = django_filters.ModelChoiceFilter(
        label="栏目",
        queryset=Column.objects.filter(is_active=True),
        to_field_name="slug",
        method="under_column",
        error_messages=UNKNOWN,
        help_text="栏目标识，含其下级栏目",
    )
    topic = django_filters.ModelChoiceFilter(
        label="主题",
        queryset=Topic.objects.all(),
        to_field_name="slug",
        field_name="topics",
        error_messages=UNKNOWN,
        help_text="主题标识",
    )
    audience = django_filters.ModelChoiceFilter(
        label="受众",
        queryset=Audience.objects.all(),
        to_field_name="slug",
        field_name="audiences",
        error_messages=UNKNOWN,
        help_text="受众标识",
    )
    department = django_filters.ModelChoiceFilter(
        label="责任部门",
        queryset=Department.objects.all(),
        to_field_name="code",
        error_messages=UNKNOWN,
        help_text="部门代码",
    )
    year = django_filters.NumberFilter(
        label="发布年份",
        method="published_in",
        min_value=1949,
        max_value=9000,
        decimal_places=0,
        error_messages=UNKNOWN,
        help_text="发布年份，如 2026",
    )
    matter = django_filters.NumberFilter(
        label="目录事项", field_name="matter_id", min_value=1, max_value=2**31 - 1, decimal_places=0
    )

    class Meta:
        model = Item
        fields: tuple[str, ...] = ()

    def under_column(self, queryset: ItemQuerySet, name: str, value: Column) -> ItemQuerySet:
        return queryset.filter(column_id__in=column_and_below(value))

    def published_in(self, queryset: ItemQuerySet, name: str, value: Any) -> ItemQuerySet:
        return queryset.of_year(*year_bounds(int(value)))
