"""Production: every secret comes from the environment, and a missing one stops the start with a clear word."""

import sys

from django.core.exceptions import ImproperlyConfigured

from portal.settings.base import *

_REQUIRED = ("SECRET_KEY", "LOOKUP_HMAC_KEY", "FIELD_ENCRYPTION_SALTS", "ALLOWED_HOSTS", "DATABASE_URL")
MISSING = [name for name in _REQUIRED if not env(name, default="")]
# The doctor must be able to look at an installation that cannot start, and names each of them in its findings.
if MISSING and sys.argv[1:2] != ["doctor"]:
    raise ImproperlyConfigured(f"Set {', '.join(MISSING)} in the environment; see the settings table in README.md.")

# Said by who sets up the proxy: without one, these headers are the visitor's own invention.
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    MIDDLEWARE.insert(0, "portal.front.middleware.ClientAddress")
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=60 * 60 * 24 * 365)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
