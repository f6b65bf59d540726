"""Settings: the environment in, plain values out. Production is the default mode.

| mode        | set by              | debug | cookies and hosts        | mail              |
| production  | (default)           | never | secure, from environment | EMAIL_URL         |
| local       | `./rj run`          | never | plain HTTP on loopback   | files in a folder |
| test        | `./rj test`         | never | plain HTTP on loopback   | memory            |
| development | a developer's shell | yes   | plain HTTP on loopback   | files in a folder |
"""

from __future__ import annotations

import base64
from datetime import timedelta
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

from rjcase.settled import AUTH_PASSWORD_VALIDATORS as AUTH_PASSWORD_VALIDATORS
from rjcase.settled import CONTENT_SECURITY_POLICY as CONTENT_SECURITY_POLICY
from rjcase.settled import REST_FRAMEWORK as REST_FRAMEWORK
from rjcase.settled import SPECTACULAR_SETTINGS as SPECTACULAR_SETTINGS

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
MODE = env.str("RJCASE_MODE", "production")
PRODUCTION = MODE == "production"
if MODE not in {"production", "local", "test", "development"}:
    raise ImproperlyConfigured(
        f"RJCASE_MODE is {MODE!r}; it must be production, local, test or development."
    )


def from_environment(name: str, development_value: str) -> str:
    """A value that production must bring itself and that may not be the development one."""
    value = env.str(name, "")
    if PRODUCTION and value in {"", development_value}:
        raise ImproperlyConfigured(
            f"Set {name}: production refuses to start on a development value."
        )
    return value or development_value


SECRET_KEY = from_environment("RJCASE_SECRET_KEY", "development-only-" + "x" * 40)
FIELD_KEY = from_environment(
    "RJCASE_FIELD_KEY", base64.b64encode(b"development-only-key-32-bytes-ok").decode()
)
DEBUG = MODE == "development"
ALLOWED_HOSTS = env.list(
    "RJCASE_HOSTS", default=[] if PRODUCTION else ["localhost", "127.0.0.1", "testserver"]
)
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if PRODUCTION else []
if PRODUCTION and not ALLOWED_HOSTS:
    raise ImproperlyConfigured("Set RJCASE_HOSTS to the host names that the service answers to.")

# Database
DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        **env.db_url_config(from_environment("DATABASE_URL", "postgres://rj_app@/rjcase")),
        "ENGINE": "rjcase.database",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"NAME": env.str("RJCASE_TEST_DB", "test_rjcase")},
        "OWNER": env.db_url_config(env.str("DATABASE_OWNER_URL", ""))
        if env.str("DATABASE_OWNER_URL", "")
        else None,
    }
}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "throttle_counter",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # a flood of keys must not wipe the lock-out counters
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "rjcase",
    "audit",
    "ui",
    "areas",
    "outbox",
    "drafts",
    "documents",
    "people",
    "referrals",
    "cases",
    "risk",
    "reporting",
    "reminders",
    "allauth",
    "allauth.account",
    "guardian",
    "rest_framework",
    "drf_spectacular",
    "django_cotton.apps.SimpleAppConfig",
    "django.forms",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "areas.sessions.SessionLimits",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "areas.middleware.AreaTransaction",
]
ROOT_URLCONF = "rjcase.urls"
WSGI_APPLICATION = "rjcase.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "areas.context.area_page",
            ],
        },
    }
]
FORM_RENDERER = "ui.forms.GovRenderer"
COTTON_ISOLATE_BY_DEFAULT = True

# People and sign-in
AUTH_USER_MODEL = "areas.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher"
    if MODE == "test"
    else "django.contrib.auth.hashers.Argon2PasswordHasher"
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "areas:choose"
ACCOUNT_ADAPTER = "areas.sign_in.InvitedOnly"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_FORMS = {"reset_password": "areas.sign_in.NewPassword"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USER_DISPLAY = "areas.sign_in.name_of"
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False

# Sessions, cookies, transport
SESSION_ENGINE = "django.contrib.sessions.backends.db"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_NAME = "__Host-rjcase" if PRODUCTION else "rjcase"
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_IDLE_SECONDS = int(timedelta(minutes=30).total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("RJCASE_BEHIND_PROXY", False) else None
)
ALLAUTH_TRUSTED_PROXY_COUNT = int(SECURE_PROXY_SSL_HEADER is not None)  # limits by address
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Language and time
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
TIME_ZONE = "Europe/London"
USE_TZ = True

# Static files
STATIC_URL = "static/"
STATIC_ROOT = env.str("RJCASE_STATIC_ROOT", str(BASE_DIR / ".local" / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "documents": {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    if MODE == "test"
    else {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": env.str("RJCASE_DOCUMENT_DIR", str(BASE_DIR / ".local" / "documents")),
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE in {"test", "development"}
        else "ui.staticfiles.HashedStaticFiles"
    },
}
WHITENOISE_USE_FINDERS = MODE in {"test", "development"}
WHITENOISE_AUTOREFRESH = MODE in {"test", "development"}

# Documents: what one file may weigh, and where the virus scanner (clamd) answers
FILE_UPLOAD_HANDLERS = [
    "documents.uploads.AtMost",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DOCUMENT_BYTES = 10 * 1024 * 1024
CLAMD = env.str("RJCASE_CLAMD", "")

# Mail
DEFAULT_FROM_EMAIL = env.str("RJCASE_MAIL_FROM", "no-reply@rjcase.invalid")
NEUTRAL_FROM_EMAIL = env.str(
    "RJCASE_NEUTRAL_MAIL_FROM", "" if PRODUCTION else "no-reply@messages.invalid"
)
if PRODUCTION:
    vars().update(env.email_url_config(from_environment("EMAIL_URL", "consolemail://")))
else:
    EMAIL_FILE_PATH = env.str("RJCASE_MAIL_DIR", str(BASE_DIR / ".local" / "mail"))
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"

# Messages: how long a worker holds an entry of the outbox, and where links in messages lead
OUTBOX_LEASE_SECONDS = env.int("RJCASE_OUTBOX_LEASE_SECONDS", 60)
BASE_URL = from_environment("RJCASE_BASE_URL", "http://localhost:8000")

# Celery: the doorbell only; a lost ring costs latency, never a message
REDIS_URL = from_environment("REDIS_URL", "redis://localhost:6379/0")
CELERY_BROKER_URL = (
    "redis+socket://" + REDIS_URL.removeprefix("unix://")
    if REDIS_URL.startswith("unix://")
    else REDIS_URL
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": 1,
    "socket_connect_timeout": 1,
    "max_retries": 0,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TIMEZONE = "Europe/London"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000
CELERY_TASK_SOFT_TIME_LIMIT = 120

# API: what does not differ from one installation to another stands in rjcase/settled.py
API_REQUESTS_A_MINUTE = {
    "sends": env.int("RJCASE_API_SENDS_A_MINUTE", 120),
    "reads": env.int("RJCASE_API_READS_A_MINUTE", 600),
}
API_BODY_LIMIT = 262_144

# Logs carry no names: messages are codes and ids, never locals or posted values
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "logging.Formatter" if MODE == "development" else "rjcase.logs.CodesOnly",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {name: {"level": "WARNING"} for name in ("weasyprint", "fontTools", "pikepdf")},
}
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]
