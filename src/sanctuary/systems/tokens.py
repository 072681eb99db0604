"""Tokens of an agency's systems: made and retired by an operator, kept only as digests, each with its scopes and its rate.

A token is 256 random bits behind a name, so that a digest alone (SHA-256, no salt, no stretching) keeps it: there is nothing to guess
that a dictionary would hold (NIST SP 800-63B, section 5.1.2.2, on look-up secrets of at least 112 bits).
"""

import hmac
import re
import secrets
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Literal, get_args

from sanctuary.documents import Frozen, as_json, parse_json, read_text, replace, shape
from sanctuary.errors import RequestError
from sanctuary.record.files import replace_file

__all__ = ["RATE", "SCOPES", "Register", "Scope", "Token", "make", "read", "retire"]

Scope = Literal["ask", "record:read", "record:write"]
SCOPES: tuple[Scope, ...] = get_args(Scope)

FILE = "tokens.json"
RATE = 120
"""Requests of a minute, where an operator says nothing."""

MOST_RATE = 100_000
_WRITTEN = re.compile(r"sanctuary_([0-9a-f]{8})_[0-9a-f]{64}", re.ASCII)


class Token(Frozen, frozen=True):
    """A token as it is kept. `agency`: the vocabulary's word for an actor; `until`: the last day on which it is good; `rate`: a minute."""

    id: str
    agency: str
    scopes: tuple[Scope, ...]
    digest: str
    made: date
    rate: int = RATE
    until: date | None = None
    retired: date | None = None

    def ended(self, today: date) -> str:
        """Why it opens nothing on a day, for whoever holds it; empty where it is good."""
        if self.retired:
            return f"This token was retired on {self.retired}."
        return f"The last day of this token was {self.until}." if self.until and today > self.until else ""


class Tokens(Frozen, frozen=True):
    """tokens.json: no token stands in it."""

    schema: Literal["sanctuary.tokens/1"] = "sanctuary.tokens/1"
    tokens: tuple[Token, ...] = ()


def read(folder: Path) -> tuple[Token, ...]:
    """The tokens of a folder; none where it has no file of them."""
    path = folder / FILE
    if not path.exists():
        return ()
    return shape(parse_json(read_text(path, RequestError), str(path)), Tokens, str(path), RequestError).tokens


def make(
    folder: Path, agency: str, scopes: Iterable[Scope], today: date, *, rate: int = RATE, until: date | None = None
) -> tuple[str, Token]:
    """A new token, told this once, and what is kept of it; refuses one without scopes, or that would never be good."""
    named = tuple(one for one in SCOPES if one in set(scopes))
    if not named:
        raise RequestError(f"a token needs a scope: {', '.join(SCOPES)}.")
    if not 1 <= rate <= MOST_RATE:
        raise RequestError(f"a rate of {rate} requests a minute; expected a number from 1 to {MOST_RATE:,}.")
    if until is not None and until < today:
        raise RequestError(f"{until} is past: the token would never be good.")
    known = read(folder)
    name = next(one for one in iter(lambda: secrets.token_hex(4), "") if one not in {token.id for token in known})
    text = f"sanctuary_{name}_{secrets.token_hex(32)}"
    made = Token(id=name, agency=agency, scopes=named, digest=_digest(text), made=today, rate=rate, until=until)
    _keep(folder, (*known, made))
    return text, made


def retire(folder: Path, name: str, today: date) -> Token:
    """The token, from now on good for nothing; one that was retired before stays as it was."""
    known = read(folder)
    found = next((one for one in known if one.id == name), None)
    if found is None:
        raise RequestError(f"'{name}' is the id of no token here. 'sanctuary token list {folder}' lists them.")
    gone = found if found.retired else replace(found, retired=today)
    _keep(folder, [gone if one.id == name else one for one in known])
    return gone


class Register:
    """The tokens of a folder as a server asks for them: read anew when the file was replaced, so that a retired one ends at once."""

    def __init__(self, folder: Path) -> None:
        self._path, self._folder = folder / FILE, folder
        self._seen: tuple[int, ...] = ()
        self._known: dict[str, Token] = {}

    def find(self, text: str) -> Token | None:
        """The token that a text is, good or not. The digests are compared in constant time, an unknown name's too."""
        self._renew()
        written = _WRITTEN.fullmatch(text)
        token = self._known.get(written[1]) if written else None
        same = hmac.compare_digest(_digest(text), token.digest if token else _digest("none"))
        return token if token is not None and same else None

    def _renew(self) -> None:
        try:
            stat = self._path.stat()
            seen: tuple[int, ...] = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
        except OSError:
            seen = (0,)
        if seen != self._seen:
            self._known = {one.id: one for one in read(self._folder)}
            self._seen = seen


def _digest(text: str) -> str:
    return sha256(b"sanctuary token\n" + text.encode("utf-8", "surrogateescape")).hexdigest()


def _keep(folder: Path, tokens: Iterable[Token]) -> None:
    replace_file(folder / FILE, as_json(Tokens(tokens=tuple(tokens))))
