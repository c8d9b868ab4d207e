"""The test suite: a real PostgreSQL, everything else in memory."""

from portal.settings.base import *

SECRET_KEY = "tests-only-key-that-protects-nothing-at-all-000000000000"  # noqa: S105
SALT_KEY = ["tests-only-salt"]
LOOKUP_HMAC_KEY = "tests-only-hmac-key"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"]["CONN_HEALTH_CHECKS"] = False
# A loaded machine must not fail a test that is right. Tests that commit empty append-only tables afterwards.
DATABASES["default"]["OPTIONS"]["options"] = (
    "-c statement_timeout=60000 -c lock_timeout=20000 -c portal.truncate_allowed=on"
)
DATABASES["default"]["TEST"] = {"NAME": env("TEST_DATABASE_NAME", default="test_portal"), "TEMPLATE": "template0"}
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    for name in ("default", "papers")
}
# Rolled-back tests share one content version; those about kept pages switch them on.
PAGE_CACHE_SECONDS = 0
COUNTS_CACHE_SECONDS = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STORAGES["default"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
STAFF_SECOND_FACTOR = False
CELERY_BROKER_URL = "memory://"
AXES_ENABLED = False
LOGGING["root"]["level"] = "WARNING"
# No collected static files in tests; a missing folder is no warning then.
WHITENOISE_AUTOREFRESH = True
# Counts of searches are written when a test says so, by no thread.
SEARCH_TALLY = False
