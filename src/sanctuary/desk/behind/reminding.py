"""Reminders by mail of what is due: one round for a timer to start, and none unless the agency's folder has a `mail.toml`.

A mail holds numbers and days alone: how many duties are late or fall due soon, how much waits for a second person, when counsel's signature
ends. What it is about is read at the desk, for mail passes through the hands of others. Where nothing is due, none is sent.
"""

import smtplib
import ssl
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Literal

from sanctuary.account.due import calendar
from sanctuary.conduct.texts import LANGUAGES
from sanctuary.desk.behind.signoff import ends
from sanctuary.desk.config import Desk
from sanctuary.desk.words import words
from sanctuary.documents import Frozen, parse_toml, read_text, shape
from sanctuary.errors import RequestError

__all__ = ["Mail", "read_mail", "remind", "told_of"]

FILE = "mail.toml"
_SOON = timedelta(days=30)
_PATIENCE = 30.0


class Mail(Frozen, frozen=True):
    """Where reminders go: the server, how it is spoken to, from whom and to whom, and the language."""

    server: str
    sender: str
    to: tuple[str, ...]
    port: int = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    password_file: str = ""
    language: str = "en"


def read_mail(folder: Path) -> Mail | None:
    """The settings of an agency's folder; nothing where it has none. Refuses what is no address, and a language that is not there."""
    path = folder / FILE
    if not path.exists():
        return None
    found = shape(parse_toml(read_text(path, RequestError), str(path), RequestError), Mail, str(path), RequestError)
    for one in (found.sender, *found.to):
        name, at, host = one.partition("@")
        if not (name and at and host and one.isprintable() and " " not in one and "," not in one):
            raise RequestError(f"{path}: an address of mail is none. Write it as records@example.gov.")
    if not found.to or found.language not in LANGUAGES or not 0 < found.port < 65536:
        raise RequestError(f"{path}: give `to` at least one address, a port, and a language of {', '.join(LANGUAGES)}.")
    return found


def told_of(at: Desk, waiting: int, language: str) -> list[str]:
    """What there is to remind an agency of, where so many acts wait for a second person: numbers and days; none where nothing is due."""
    return list(_told(at, waiting, words(language).ui))


def _told(at: Desk, waiting: int, ui: Mapping[str, str]) -> Iterator[str]:
    if at.keeps:
        log = at.log()
        now = log.now()
        duties = {pack.id: pack.duties for pack in at.law(now.date()).packs.values()}
        items = calendar(log, duties, date(now.year, 1, 1), (now + _SOON).date(), log.settings.agency)
        left = [one for one in items if one.fulfilled_by is None and one.by is not None]
        late = sum(one.late(now) for one in left)
        soon = sum(one.within(now, _SOON) and not one.late(now) for one in left)
        for key, count in (("remind_late", late), ("remind_soon", soon), ("remind_waits", waiting)):
            if count:
                yield f"{ui[key]} {count}"
    if not at.standing(at.today()).stands:
        yield ui["remind_unsigned"]
    elif (last := ends(at)) and last.soon:
        yield f"{ui['remind_signature']} {last.on}"


def remind(at: Desk, waiting: int) -> int:
    """Sends what there is to remind an agency of; to how many addresses. Refuses where the server does not take it, without a value."""
    mail = read_mail(at.folder)
    lines = told_of(at, waiting, mail.language) if mail else []
    if mail is None or not lines:
        return 0
    ui = words(mail.language).ui
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = ui["remind_subject"], mail.sender, ", ".join(mail.to)
    message.set_content("\n".join([*lines, "", ui["remind_open"], ""]))
    try:
        _send(mail, message)
    except (OSError, smtplib.SMTPException) as problem:
        code = getattr(problem, "smtp_code", "")
        raise RequestError(f"{at.folder / FILE}: the mail was not taken ({type(problem).__name__}{f', {code}' if code else ''}).") from None
    return len(mail.to)


def _send(mail: Mail, message: EmailMessage) -> None:
    safe = ssl.create_default_context()
    if mail.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(mail.server, mail.port, timeout=_PATIENCE, context=safe)
    else:
        server = smtplib.SMTP(mail.server, mail.port, timeout=_PATIENCE)
    with server:
        if mail.security == "starttls":
            server.starttls(context=safe)
        if mail.user:
            server.login(mail.user, read_text(Path(mail.password_file), RequestError).strip())
        server.send_message(message)
