"""The one timetable: every timer of the portal, how often it runs and why.

Each task is idempotent and derives its work from what is due and not yet done, so a missed beat loses nothing.
"""

from typing import Any

from celery.schedules import crontab

BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    # Letters are sent at once when the doorbell rings; this sweep finds those whose ring was lost.
    "dispatch-letters": {"task": "delivery.dispatch", "schedule": 15.0},
    # Scheduled publications: the row is the schedule. Readers release what is due; the tick does what they leave.
    "release-due": {"task": "publishing.release_due", "schedule": 20.0},
    # Statutory terms: hourly, so that a morning outage still reminds the same day.
    "remind-deadlines": {"task": "deadlines.remind", "schedule": crontab(minute=5)},
    # Texts of new attachments for the search: rung for at upload; this sweep finds those whose ring was lost.
    "extract-texts": {"task": "attachments.extract", "schedule": 60.0},
    # Documents come into force and lapse with the calendar: once a day is enough for the words of the search index.
    "refresh-validity": {"task": "policies.refresh_validity", "schedule": crontab(hour=0, minute=10)},
    # Drafts of applications hold personal data: gone within the hour of their last day.
    "sweep-request-drafts": {"task": "requests_app.sweep_drafts", "schedule": crontab(minute=35)},
    # Subscribers of searches hear of new publications: rung for at release; this sweep finds those whose ring was lost.
    "match-arrivals": {"task": "search.match", "schedule": 60.0},
    # What is published is found at once, in a list beside the sorted words that every search looks through: kept short.
    "sort-in-words": {"task": "search.sort_in", "schedule": 60.0},
    # The index against what is public, at night, since every text is read: what differs is mended and reported.
    "check-search": {"task": "search.check", "schedule": crontab(hour=2, minute=40)},
    # Counts of searches are kept for 400 days, those of rare wordings for 30.
    "forget-searches": {"task": "search.forget", "schedule": crontab(hour=3, minute=10)},
    # What is like what: new things are compared within a minute of their release, all others in turn.
    "relate-entries": {"task": "search.relate", "schedule": 60.0},
    # In how many titles each word stands, for the order of suggestions only: once a night is enough.
    "recount-words": {"task": "search.recount", "schedule": crontab(hour=3, minute=30)},
    # Outbound links: a few at a time, at the pace their hosts allow.
    "patrol-links": {"task": "links.patrol", "schedule": crontab(minute="*/10")},
}
