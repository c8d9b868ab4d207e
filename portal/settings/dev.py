"""The trial and development: embedded services, plain http, letters to the console. Never for production."""

from portal.settings.base import *

SECRET_KEY = env("SECRET_KEY", default="trial-only-key-that-protects-nothing-at-all-0000000000")
SALT_KEY = env.list("FIELD_ENCRYPTION_SALTS", default=["trial-only-salt"])
LOOKUP_HMAC_KEY = env("LOOKUP_HMAC_KEY", default="trial-only-hmac-key")
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
EMAIL_BACKEND = env("EMAIL_BACKEND", default="django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = BASE_DIR / "var" / "mail"
# Brotli at its best level takes half a minute; only production's visitors are worth it.
STORAGES["staticfiles"] = {"BACKEND": "portal.kernel.ui.static_files.QuicklyJoined"}
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", default=False)
TRIAL = True
