"""Settings of the worker processes of these tests: the test's database, a real broker, mail into a folder."""

# ruff: noqa: F403, F405
from portal.settings.test import *

INSTALLED_APPS = [*INSTALLED_APPS, "tests.kernel.delivery.lab"]
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], BASE_DIR / "tests" / "kernel" / "delivery" / "templates"]
EMAIL_BACKEND = "tests.kernel.delivery.lab.recording.RecordingBackend"
CELERY_BROKER_URL = env("LAB_BROKER")
CELERY_BROKER_TRANSPORT_OPTIONS = {"global_keyprefix": env("LAB_PREFIX")}
CELERY_BEAT_SCHEDULE = {
    "dispatch-letters": {"task": "delivery.dispatch", "schedule": 1.0},
    "remind-deadlines": {"task": "deadlines.remind", "schedule": 1.0},
}
DELIVERY_LEASE_SECONDS = 6
