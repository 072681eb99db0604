"""Django's settings for a desk: safe from the start, with nothing to switch off.

One process has one desk. Sessions last an hour without a click; the database holds a digest of the cookie, never the cookie.
"""

import logging
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import django
from django.conf import settings

from sanctuary.desk.config import Desk, secret_of
from sanctuary.desk.provider import app_of, read_provider
from sanctuary.errors import RequestError

__all__ = ["HOUR", "MINUTES", "MOST_UPLOAD", "configure", "postgresql", "settings_of"]

HOUR = 3600
MINUTES = 300
"""Seconds between the steps of signing in, and after which a change of a second factor asks again who it is."""

MOST_UPLOAD = 12_000_000
"""Bytes of a photograph; a form of text is far below it."""

_MOST_TEXT = 100_000


def settings_of(desk: Desk, *, hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]"), https: bool = False) -> dict[str, Any]:
    """The settings of a desk. `hosts` are the names under which it answers; `https` where a proxy before it speaks TLS."""
    return {
        "DESK": desk,
        "SECRET_KEY": secret_of(desk.folder, "desk"),
        "DEBUG": False,
        "ALLOWED_HOSTS": list(hosts),
        "ROOT_URLCONF": "sanctuary.desk.urls",
        "INSTALLED_APPS": [
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "allauth.account",
            "allauth.mfa",
            "allauth.socialaccount",
            "allauth.socialaccount.providers.openid_connect",
            "sanctuary.desk.apps.DeskConfig",
            "sanctuary.desk.behind.apps.BehindConfig",
            "sanctuary.desk.outbox.apps.OutboxConfig",
        ],
        "MIDDLEWARE": [
            "sanctuary.desk.guard.guard",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "allauth.account.middleware.AccountMiddleware",
            "sanctuary.desk.behind.within.within",
            "sanctuary.desk.guard.SignedIn",
        ],
        "TEMPLATES": [
            {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {"context_processors": []}}
        ],
        "DATABASES": {"default": postgresql(desk.database_file) if desk.database_file else _sqlite(desk)},
        # What counts once (codes, tokens) counts once for all workers; keys are digests, so no row tells what it is about.
        "CACHES": {
            "default": {
                "BACKEND": "django.core.cache.backends.db.DatabaseCache",
                "LOCATION": "desk_once",
                "KEY_FUNCTION": "sanctuary.desk.sessions.once",
            }
        },
        "SESSION_ENGINE": "sanctuary.desk.sessions",
        # Browsers take a cookie of this name from this host alone, and by TLS (RFC 6265bis, 4.1.3.2).
        "SESSION_COOKIE_NAME": "__Host-desk" if https else "desk",
        "SESSION_COOKIE_AGE": HOUR,
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
        "SESSION_SAVE_EVERY_REQUEST": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Strict",
        "SESSION_COOKIE_SECURE": https,
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https") if https else None,
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.ScryptPasswordHasher"],
        "AUTH_PASSWORD_VALIDATORS": [
            {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
            {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
            {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
            {"NAME": "sanctuary.desk.passwords.OwnWords"},
        ],
        **_accounts(desk),
        "FILE_UPLOAD_HANDLERS": ["django.core.files.uploadhandler.MemoryFileUploadHandler"],
        "FILE_UPLOAD_MAX_MEMORY_SIZE": MOST_UPLOAD,
        "DATA_UPLOAD_MAX_MEMORY_SIZE": _MOST_TEXT,
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 200,
        "USE_TZ": True,
        "TIME_ZONE": "UTC",
        "USE_I18N": False,
        "LOGGING_CONFIG": None,
    }


def _accounts(desk: Desk) -> dict[str, Any]:
    """django-allauth: steps of signing in, second factors, the provider. It sends no mail and makes no account by itself."""
    provider = read_provider(desk.folder)
    return {
        "AUTHENTICATION_BACKENDS": ["sanctuary.desk.behind.within.Accounts"],
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "home",
        "ACCOUNT_ADAPTER": "sanctuary.desk.behind.adapters.AccountAdapter",
        "ACCOUNT_LOGIN_METHODS": {"username"},
        "ACCOUNT_SIGNUP_FIELDS": ["username*", "password1*"],
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_LOGIN_TIMEOUT": MINUTES,
        "ACCOUNT_REAUTHENTICATION_TIMEOUT": MINUTES,
        "ACCOUNT_REAUTHENTICATION_METHODS": ["password", "mfa"],
        # Tries are counted by guessing.py, for every worker and without a name.
        "ACCOUNT_RATE_LIMITS": False,
        "MFA_RATE_LIMITS": False,
        "MFA_ADAPTER": "sanctuary.desk.behind.adapters.MFAAdapter",
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_TOTP_ISSUER": "desk",
        # The code before and the one after now count too, for clocks differ (RFC 6238, 5.2).
        "MFA_TOTP_TOLERANCE": 1,
        "MFA_RECOVERY_CODE_DIGITS": 10,
        "MFA_RECOVERY_CODES_SHOW_ONCE": True,
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_WEBAUTHN_USER_VERIFICATION": "required",
        # Who ties an account to the provider shows again who they are, as whoever changes a second factor.
        "ACCOUNT_REAUTHENTICATION_REQUIRED": True,
        "SOCIALACCOUNT_ADAPTER": "sanctuary.desk.behind.adapters.SocialAdapter",
        "SOCIALACCOUNT_PROVIDERS": {"openid_connect": {"APPS": [app_of(provider, desk.folder)] if provider else []}},
    }


def _sqlite(desk: Desk) -> dict[str, Any]:
    # secure_delete: what is deleted is overwritten. IMMEDIATE: two tabs that answer at once take turns.
    begin = "PRAGMA secure_delete=ON; PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL;"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(desk.folder / "desk.sqlite"),
        "CONN_MAX_AGE": None,
        "OPTIONS": {"init_command": begin, "transaction_mode": "IMMEDIATE", "timeout": 30},
    }


def postgresql(file: str) -> dict[str, Any]:
    """The settings of a PostgreSQL database from a file with its address (postgresql://user:password@host/name); refuses any other text."""
    try:
        parts = urlsplit(Path(file).read_text(encoding="utf-8").strip())
        port = parts.port
    except (OSError, ValueError):
        raise RequestError(
            f"{file}: no file with an address that can be read. Write postgresql://user:password@host/name into it."
        ) from None
    name, options = unquote(parts.path.lstrip("/")), dict(parse_qsl(parts.query))
    if parts.scheme not in ("postgresql", "postgres") or not name:
        raise RequestError(f"{file}: the address of no PostgreSQL database. Write postgresql://user:password@host/name into it.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or parts.hostname or "",
        "PORT": str(port or options.pop("port", "")),
        "OPTIONS": options,
        "CONN_MAX_AGE": None,
        # A database that was gone and is back is found by the next request.
        "CONN_HEALTH_CHECKS": True,
    }


def configure(desk: Desk, **words: Any) -> None:
    """Makes this process one of a desk; a second call in one process is Django's error."""
    settings.configure(**settings_of(desk, **words))
    # Django's own words name addresses; what fails is told by guard.py, without a value.
    logging.getLogger("django").handlers = [logging.NullHandler()]
    logging.getLogger("django").propagate = False
    django.setup()
