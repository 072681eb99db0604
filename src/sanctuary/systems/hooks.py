"""Webhooks: where an agency's system wants to be told of what is due. Registered by an operator; none exists otherwise.

The secret is shared with whoever receives, for both sides compute the signature: it stands in hooks.json, which is its owner's alone.
"""

import base64
import re
import secrets
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from sanctuary.documents import Frozen, as_json, parse_json, read_text, replace, shape
from sanctuary.errors import RequestError
from sanctuary.record.files import replace_file

__all__ = ["Hook", "hooks_of", "make_hook", "retire_hook"]

FILE = "hooks.json"
_BYTES = 32
_HOST = re.compile(r"[A-Za-z0-9.\-:\[\]]{1,255}", re.ASCII)
_TARGET = re.compile(r"/?[\x21\x23-\x3b\x3d\x3f-\x7e]*", re.ASCII)


class Hook(Frozen, frozen=True):
    """A webhook. `private`: the operator allows an address inside the agency's own network, and http there."""

    id: str
    agency: str
    address: str
    secret: str
    made: date
    private: bool = False
    retired: date | None = None


class Hooks(Frozen, frozen=True):
    """hooks.json."""

    schema: Literal["sanctuary.hooks/1"] = "sanctuary.hooks/1"
    hooks: tuple[Hook, ...] = ()


def hooks_of(folder: Path) -> tuple[Hook, ...]:
    """The webhooks of a folder; none where it has no file of them."""
    path = folder / FILE
    if not path.exists():
        return ()
    return shape(parse_json(read_text(path, RequestError), str(path)), Hooks, str(path), RequestError).hooks


def make_hook(folder: Path, agency: str, address: str, today: date, *, private: bool = False) -> Hook:
    """A new webhook with its secret (Standard Webhooks: `whsec_` and Base64); refuses an address that is none, and http outside."""
    _need_address(address, private=private)
    known = hooks_of(folder)
    secret = f"whsec_{base64.b64encode(secrets.token_bytes(_BYTES)).decode()}"
    made = Hook(id=secrets.token_hex(4), agency=agency, address=address, secret=secret, made=today, private=private)
    _keep(folder, (*known, made))
    return made


def retire_hook(folder: Path, name: str, today: date) -> Hook:
    """The webhook, to which nothing is sent from now on."""
    known = hooks_of(folder)
    found = next((one for one in known if one.id == name), None)
    if found is None:
        raise RequestError(f"'{name}' is the id of no webhook here. 'sanctuary hook list {folder}' lists them.")
    gone = found if found.retired else replace(found, retired=today)
    _keep(folder, [gone if one.id == name else one for one in known])
    return gone


def _need_address(address: str, *, private: bool) -> None:
    schemes = ("https", "http") if private else ("https",)
    try:
        parts = urlsplit(address)
        fits = parts.scheme in schemes and bool(parts.hostname) and (parts.port is None or parts.port > 0)
        fits = fits and bool(_HOST.fullmatch(parts.netloc)) and bool(_TARGET.fullmatch(parts.path)) and bool(_TARGET.fullmatch(parts.query))
    except ValueError:
        fits, parts = False, urlsplit("")
    if not fits or parts.fragment or len(address) > 500:
        told = "http:// or https://" if private else "https://"
        raise RequestError(f"the address of a webhook: {told}, a host and a path were expected, without a password or a fragment.")


def _keep(folder: Path, hooks: Iterable[Hook]) -> None:
    replace_file(folder / FILE, as_json(Hooks(hooks=tuple(hooks))))
