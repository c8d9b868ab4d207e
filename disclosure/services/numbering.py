"""Index numbers without gaps."""

from django.conf import settings
from django.db import transaction

from disclosure.models import IndexCounter
from portal.kernel.rules.numbers import format_index_number


@transaction.atomic
def next_index_number(*, year: int) -> str:
    """The next index number of the bureau for the year; the counter row stays locked until the caller commits."""
    organ_code = settings.SITE["organisation_code"]
    IndexCounter.objects.bulk_create([IndexCounter(organ_code=organ_code, year=year)], ignore_conflicts=True)
    counter = IndexCounter.objects.select_for_update(of=("self",)).get(organ_code=organ_code, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return format_index_number(organ_code, year, counter.last)
