"""Django's settings. Importing them starts nothing, writes nothing and needs no database.

What an installation may change stands in environment variables:

=========================  =======================================================================================
``NIGEHBAN_HOME``          the data folder (see ``nigehban.desk.home``)
``DATABASE_URL``           a PostgreSQL server to use instead of the embedded one
``NIGEHBAN_HOSTS``         names under which the desk is reached, separated by commas; only loopback by default
``NIGEHBAN_HTTPS``         ``1`` when the desk is reached over HTTPS: cookies become Secure, plain HTTP is refused
``NIGEHBAN_TIME_ZONE``     the zone in which times are shown (``Asia/Karachi``); they are stored in UTC
``NIGEHBAN_PROXIES``       how many proxies stand before the desk and name the client in ``X-Forwarded-For``; none
``NIGEHBAN_OIDC_URL``      the agency's directory; with it ``…_CLIENT``, ``…_SECRET_FILE``, ``…_NAME``, ``…_CLAIM``
``NIGEHBAN_WEBHOOK_NETS``  networks (CIDR, by commas) that are not public and may be told by webhooks; none
``NIGEHBAN_DEMO``          ``1`` waives the second factor, in a data folder that ``nigehban demo`` made and in no other
=========================  =======================================================================================
"""

from __future__ import annotations

import os
import secrets
from ipaddress import ip_network
from pathlib import Path

import pghistory
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from nigehban.desk import database, logs
from nigehban.desk import directory as directories
from nigehban.desk.demonstration import is_demonstration
from nigehban.desk.home import secret_key

HERE = Path(__file__).resolve().parent
HTTPS = os.environ.get("NIGEHBAN_HTTPS") == "1"
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]

DEBUG = False
SECRET_KEY = secret_key() or secrets.token_urlsafe(64)  # before prepare_home: good for this process only
ALLOWED_HOSTS = [host.strip() for host in os.environ.get("NIGEHBAN_HOSTS", "").split(",") if host.strip()] or LOOPBACK
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "pgtrigger",
    "pghistory",
    "nigehban.desk.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "nigehban.desk.accounts",
    "nigehban.desk.audit",
    "nigehban.desk.access",
    "nigehban.desk.referrals",
    "nigehban.desk.leads",
    "nigehban.desk.cases",
    "nigehban.desk.operations",
    "nigehban.desk.wanted",
    "nigehban.desk.documents",
    "nigehban.desk.worklists",
    "nigehban.desk.statistics",
    "nigehban.desk.api",
]
DIRECTORY = directories.directory()
if DIRECTORY:
    INSTALLED_APPS += directories.APPS
    SOCIALACCOUNT_PROVIDERS = DIRECTORY.providers
    DIRECTORY_CLAIM = DIRECTORY.claim
    SOCIALACCOUNT_ADAPTER = "nigehban.desk.accounts.directory_adapter.DirectoryAdapter"
    SOCIALACCOUNT_LOGIN_ON_GET = True  # a form could not lead there: form-action is 'self', for redirects as well
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "nigehban.desk.web.headers.Headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "nigehban.desk.api.middleware.ApiDoor",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "nigehban.desk.accounts.middleware.RequireSecondFactor",
    "nigehban.desk.accounts.middleware.SeenSessions",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "nigehban.desk.web.headers.RefuseNul",
    "nigehban.desk.audit.reads.LogReads",
    "nigehban.desk.access.middleware.ActAsOfficer",
]
ROOT_URLCONF = "nigehban.desk.urls"
WSGI_APPLICATION = "nigehban.desk.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["nigehban.desk.web.templatetags.digits"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "nigehban.desk.accounts.context.session",
            ],
        },
    },
]

_WHERE = database.address()
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _WHERE.name,
        "USER": _WHERE.user,
        "PASSWORD": _WHERE.password,
        "HOST": _WHERE.host,
        "PORT": _WHERE.port,
        "OPTIONS": database.connection_options(_WHERE),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Limits are counted by all processes together
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "desk_cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},  # a full cache forgets the oldest counts
    },
}

# Who may enter
DEMONSTRATION = is_demonstration()
AUTH_USER_MODEL = "accounts.Officer"
AUTHENTICATION_BACKENDS = ["nigehban.desk.accounts.entering.OfficerBackend"]
SESSION_ENGINE = "nigehban.desk.accounts.entering"
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/start/"
LOGOUT_REDIRECT_URL = LOGIN_URL
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("NIGEHBAN_PROXIES", "0"))
ACCOUNT_ADAPTER = "nigehban.desk.accounts.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "5/15m/key",  # second factors, by officer; names with passwords: accounts.lockout
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
MFA_ADAPTER = "nigehban.desk.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "activate_totp": "nigehban.desk.accounts.forms.AppForm",
    "authenticate": "nigehban.desk.accounts.forms.SecondFactorForm",
    "reauthenticate": "nigehban.desk.accounts.forms.ConfirmForm",
}
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RECOVERY_CODE_DIGITS = 10
MFA_TOTP_TOLERANCE = 1
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 14}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]

# Where webhooks may go beyond public addresses (nigehban.desk.api.webhooks.addresses)
_NETWORKS = os.environ.get("NIGEHBAN_WEBHOOK_NETS", "").split(",")
WEBHOOK_NETWORKS = [ip_network(network.strip(), strict=False) for network in _NETWORKS if network.strip()]

# What a browser may do
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"  # with no-referrer a browser sends "Origin: null", and every form is refused
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

# What is kept of writes: officer, request and reason stand in each row of the history (nigehban.desk.access.acting).
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_CONTEXT_ID_FIELD = pghistory.ContextUUIDField()

# Words and times
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ur", _("Urdu"))]
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = ["nigehban.desk.formats"]
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
USE_TZ = True
TIME_ZONE = os.environ.get("NIGEHBAN_TIME_ZONE", "Asia/Karachi")

# Assets travel in the package: no folder to collect them into, no network to fetch them from.
STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

LOGGING_CONFIG = None
logs.configure()
