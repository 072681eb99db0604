"""Django's settings for the law in public: no database, no session, no cookie, no log."""

import logging
import secrets
from typing import Any

import django
from django.conf import settings
from django.core.cache import close_caches
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, reset_queries

__all__ = ["MOST", "configure", "settings_of"]

MOST = 1_000_000
"""Bytes of a request."""


def settings_of(hosts: tuple[str, ...], urls: str = "sanctuary.public.urls", inner: tuple[str, ...] = ()) -> dict[str, Any]:
    """The settings; `hosts` are the names under which it answers, `urls` the addresses, `inner` what stands before them."""
    return {
        "SECRET_KEY": secrets.token_hex(32),  # nothing is signed: Django asks for one
        "DEBUG": False,
        "ALLOWED_HOSTS": list(hosts),
        "ROOT_URLCONF": urls,
        "INSTALLED_APPS": [],
        "MIDDLEWARE": ["sanctuary.public.guard.guard", *inner],
        "DATABASES": {},
        "DATA_UPLOAD_MAX_MEMORY_SIZE": MOST,
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 200,
        "APPEND_SLASH": False,
        "USE_I18N": False,
        "USE_TZ": True,
        "LOGGING_CONFIG": None,
    }


def configure(hosts: tuple[str, ...], urls: str = "sanctuary.public.urls", inner: tuple[str, ...] = ()) -> None:
    """Makes this process one of the law in public; a second call in one process is Django's error."""
    settings.configure(**settings_of(hosts, urls, inner))
    django.setup()
    # There is no database whose connections could be old: what looks at them takes a tenth of the time of a small answer.
    request_started.disconnect(reset_queries)
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    request_finished.disconnect(close_caches)  # nor is there a cache
    # Without a setting Django writes every refusal with its address to standard error.
    logging.getLogger("django").handlers = [logging.NullHandler()]
    logging.getLogger("django").propagate = False
