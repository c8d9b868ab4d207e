"""Production: every secret comes from the environment, and a missing one stops the start with a clear word."""

from django.core.exceptions import ImproperlyConfigured

from portal.settings.base import *

for _name in ("SECRET_KEY", "LOOKUP_HMAC_KEY", "FIELD_ENCRYPTION_SALTS", "ALLOWED_HOSTS", "DATABASE_URL"):
    if not env(_name, default=""):
        raise ImproperlyConfigured(f"Set {_name} in the environment; see the settings table in README.md.")

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=60 * 60 * 24 * 365)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
