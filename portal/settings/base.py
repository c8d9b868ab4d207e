"""Settings shared by every way of running the portal. Values come from the environment; secrets only from there."""

from pathlib import Path
from typing import Any

import environ
from csp.constants import NONCE, SELF
from whitenoise.compress import Compressor

from portal.schedule import BEAT_SCHEDULE

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()

SECRET_KEY = env("SECRET_KEY", default="")
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "drf_standardized_errors",
    "encrypted_fields",
    "pgtrigger",
    "rest_framework",
    "portal.kernel.ui",
    "portal.kernel.people",
    "portal.kernel.audit",
    "portal.kernel.taxonomy",
    "portal.kernel.delivery",
    "portal.kernel.deadlines",
    "portal.kernel.links",
    "portal.kernel.search",
    "portal.kernel.attachments",
    "portal.kernel.publishing",
    "disclosure",
    "policies",
    "requests_app",
    "consultations",
    "portal.front",
    # Last, so that our own admin templates win over Django's.
    "portal.front.admin_config.DeskAdminConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.front.middleware.DatabaseUnavailable",
    "portal.front.middleware.InventedDeskAddress",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "portal.kernel.people.middleware.StaffSecondFactor",
    "portal.kernel.ui.middleware.ReadingPreferences",
    # What is due goes out before the views look.
    "portal.kernel.publishing.middleware.ReleaseWhatIsDue",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.kernel.ui.context.face",
            ],
        },
    },
]
FORM_RENDERER = "portal.kernel.ui.forms.PortalRenderer"

DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        **env.db("DATABASE_URL", default="postgres://portal@127.0.0.1:5432/portal"),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {
            # Web requests never hold the database for long; commands and tasks widen this for themselves.
            "options": (
                f"-c statement_timeout={env.int('DB_STATEMENT_TIMEOUT_MS', default=5000)}"
                " -c lock_timeout=2000 -c idle_in_transaction_session_timeout=10000"
            ),
            "connect_timeout": 5,
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env("REDIS_URL", default="")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Printed copies of public documents: too large for memory, shared by all workers of a host, never more than this.
    "papers": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": env("PAPERS_CACHE", default=str(BASE_DIR / "var" / "papers")),
        "OPTIONS": {"MAX_ENTRIES": 1000},
    },
}
# How long a rendered public page is kept under its entity tag; 0 renders each anew.
PAGE_CACHE_SECONDS = env.int("PAGE_CACHE_SECONDS", default=300)
# The same for the counts beside the filters of a list and for what stands on the home page.
COUNTS_CACHE_SECONDS = env.int("COUNTS_CACHE_SECONDS", default=3600)
SESSION_ENGINE = "portal.kernel.people.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 8
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.front.views.errors.csrf_failure"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "portal.kernel.people.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/workbench/"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_FORMS = {"login": "portal.kernel.people.sign_in.SignInForm"}
ACCOUNT_ADAPTER = "portal.kernel.people.adapter.AccountAdapter"
MFA_ADAPTER = "portal.kernel.people.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
# Staff addresses are entered by the system administrator, not confirmed by mail; they must reach the second factor.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# GB/T 22239-2019 level 3: two factors for staff. The trial turns it off and says so.
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", default=True)
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "429.html"
AXES_VERBOSE = False

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
# What the libraries left in English; our own words are Chinese where they stand.
LOCALE_PATHS = [BASE_DIR / "portal" / "locale"]
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(BASE_DIR / "var" / "static")))
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(BASE_DIR / "var" / "media")))
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.kernel.ui.static_files.Joined"},
}
# Compressed already, or for developers' tools alone: half of all bytes are source maps of the interface's handbook.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
ATTACHMENT_MAX_BYTES = env.int("ATTACHMENT_MAX_BYTES", default=50 * 1024 * 1024)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "object-src": ["'none'"],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True

EMAIL_BACKEND = env("EMAIL_BACKEND", default="django.core.mail.backends.smtp.EmailBackend")
vars().update(env.email_url("EMAIL_URL", default="smtp://localhost:25"))
EMAIL_BACKEND = env("EMAIL_BACKEND", default=EMAIL_BACKEND)
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="noreply@localhost")

# Personal data at rest. Keys live outside the database; the first one encrypts, all of them decrypt.
SALT_KEY = env.list("FIELD_ENCRYPTION_SALTS", default=[])
LOOKUP_HMAC_KEY = env("LOOKUP_HMAC_KEY", default="")

CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 2, "socket_timeout": 5, "visibility_timeout": 3600}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_TASK_DEFAULT_QUEUE = "default"
# Slow outside work (the link patrol) has its own queue, so that it cannot starve reminders and letters.
CELERY_TASK_ROUTES = {
    "links.*": {"queue": "slow"},
    "attachments.*": {"queue": "slow"},
    "search.check": {"queue": "slow"},
}
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = BEAT_SCHEDULE
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "drf_standardized_errors.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "drf_standardized_errors.handler.exception_handler",
    # Throttles count by the address the proxy settled, never by a header the caller wrote himself.
    "NUM_PROXIES": 0,
    "DEFAULT_THROTTLE_RATES": {
        "requests": "20/hour",
        "lookup": "30/hour",
        "opinions": "30/hour",
        "feedback": "30/hour",
    },
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
DRF_STANDARDIZED_ERRORS = {"EXCEPTION_HANDLER_CLASS": "portal.kernel.ui.api_body.BodyExceptionHandler"}
SPECTACULAR_SETTINGS = {
    "TITLE": "政务公开平台开放接口",
    "DESCRIPTION": (
        "检索并获取本机关主动公开的政府信息、政策文件及解读、意见征集，在线提出政府信息公开申请，计算法定工作日期限。"
    ),
    "VERSION": "1.0.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

# The bureau's identity and the terms it may set for itself; each default names its source.
SITE = {
    "name": env("SITE_NAME", default="云州市住房和城乡建设局"),
    "short_name": env("SITE_SHORT_NAME", default="云州市住建局"),
    "title": env("SITE_TITLE", default="政务公开平台"),
    "sponsor": env("SITE_SPONSOR", default="云州市住房和城乡建设局"),
    "site_code": env("SITE_CODE", default="0000000000"),
    "icp": env("SITE_ICP", default="（演示站点，未备案）"),
    "police_record": env("SITE_POLICE_RECORD", default=""),
    "address": env("SITE_ADDRESS", default="云州市明湖区公开路 1 号"),
    "telephone": env("SITE_TELEPHONE", default="0000-12345678"),
    "review_organ": env("SITE_REVIEW_ORGAN", default="云州市人民政府"),
    "court": env("SITE_COURT", default="云州市明湖区人民法院"),
    "organisation_code": env("SITE_ORGANISATION_CODE", default="11310000MB0000007T"),
}
DEADLINE_TERMS = {
    "reply_workdays": env.int("REPLY_WORKDAYS", default=20),  # Regulation on Open Government Information, art. 33
    "disclosure_workdays": env.int("DISCLOSURE_WORKDAYS", default=20),  # art. 26
    "comment_feedback_workdays": env.int("COMMENT_FEEDBACK_WORKDAYS", default=5),
    "interpretation_workdays": env.int("INTERPRETATION_WORKDAYS", default=3),
}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    "loggers": {"django.request": {"level": "ERROR"}, "axes": {"level": "WARNING"}},
}
