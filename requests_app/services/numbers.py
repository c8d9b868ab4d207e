"""Request numbers: gapless within a year."""

from django.conf import settings

from requests_app.models import NumberSeries


def lock_series(year: int) -> NumberSeries:
    """The counter of the year, locked: whoever holds it is alone in giving numbers until his transaction ends."""
    NumberSeries.objects.bulk_create([NumberSeries(year=year)], ignore_conflicts=True)
    return NumberSeries.objects.select_for_update(of=("self",)).get(year=year)


def next_number(series: NumberSeries) -> str:
    """The next number of a locked counter; a transaction that fails gives it back."""
    series.last += 1
    series.save(update_fields=["last"])
    return f"{number_prefix()}-{series.year}-{series.last:05d}"


def number_prefix() -> str:
    """YK and the bureau's own mark, by default the last characters of its credit code."""
    return str(settings.SITE.get("request_prefix") or f"YK{settings.SITE['organisation_code'][-5:-1]}")
