"""The filters of the list of consultations, the same for page and API."""

import django_filters

from consultations.models import Consultation
from consultations.rules.words import Kind, Standing
from portal.kernel.people.models import Department
from portal.kernel.taxonomy.models import Topic

UNKNOWN = {"invalid_choice": "没有这个选项。"}


class ConsultationFilter(django_filters.FilterSet):
    """The standing is that of the day the queryset was asked for (``selectors.listed``)."""

    standing = django_filters.ChoiceFilter(
        label="状态", field_name="standing_code", choices=Standing.choices(), error_messages=UNKNOWN
    )
    kind = django_filters.ChoiceFilter(label="事项类型", choices=Kind.choices(), error_messages=UNKNOWN)
    topic = django_filters.ModelChoiceFilter(
        label="主题",
        field_name="topics",
        queryset=Topic.objects.all(),
        to_field_name="slug",
        error_messages=UNKNOWN,
    )
    department = django_filters.ModelChoiceFilter(
        label="征求单位", queryset=Department.objects.all(), to_field_name="code", error_messages=UNKNOWN
    )

    class Meta:
        model = Consultation
        fields = ["standing", "kind", "topic", "department"]
