"""The record as everybody sees it: what was published of it last, and whether a receipt that somebody holds is proved by it.

It needs no account, says nothing of any entry, and keeps nothing that is sent to it.
"""

from base64 import b64encode
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from sanctuary.desk.behind.models import Agency
from sanctuary.desk.behind.reading import attached, entry_page, no_record, open_record
from sanctuary.desk.views.page import page, refused
from sanctuary.errors import RecordError
from sanctuary.record.log import Log
from sanctuary.record.publish import receipt as made
from sanctuary.tlog.proof import parse_receipt, verify_receipt
from sanctuary.tlog.verify import CHECKPOINT_LIMIT, Refused, parse_checkpoint, parse_key, parse_note

__all__ = ["published", "receipt"]


@require_http_methods(["GET", "HEAD", "POST"])
def published(request: HttpRequest, slug: str = "") -> HttpResponse:
    """The last published head of an agency's record, a form that takes a receipt, and its verification keys, to save as a file too."""
    if not Agency.objects.filter(folder=slug).exists():
        raise Http404
    at = settings.DESK.of(slug)
    if not at.keeps:
        return no_record(request)
    log = at.log()
    last = log.store.published()
    told: dict[str, Any] = {"origin": log.settings.origin, "keys": log.keys.vkeys, "path": request.path, "checked": False, "head": None}
    if last is not None:
        root = b64encode(parse_checkpoint(parse_note(last.note).text).root).decode()
        told |= {"head": last, "root": root}
    if request.method != "POST":
        return page(request, "published", **told)
    if request.POST.get("act") == "keys":
        return attached("".join(f"{one}\n" for one in log.keys.vkeys).encode(), "text/plain; charset=us-ascii", "verification-keys.txt")
    sent = request.FILES.get("receipt")
    raw = sent.read(CHECKPOINT_LIMIT + 1) if isinstance(sent, UploadedFile) else b""
    found = _proved(log, raw)
    return page(request, "published", status=200 if found else 400, **{**told, "checked": True, "found": found})


def _proved(log: Log, raw: bytes) -> tuple[int, int] | None:
    """The number of the entry that a receipt proves and the size of the record under which it does; nothing where it proves nothing."""
    sets = [log.keys.vkeys, *([one.vkey] for one in log.keys.retired)]
    try:
        index = parse_receipt(raw).index
        leaf = log.store.row(index).leaf if index < log.size() else b""
    except RecordError:
        return None
    for vkeys in sets:
        try:
            found, verified = verify_receipt(raw, leaf, [parse_key(one) for one in vkeys])
        except (RecordError, Refused):
            continue
        here = verified.checkpoint
        return (found.index, here.size) if here.origin == log.settings.origin else None
    return None


@require_POST
def receipt(request: HttpRequest, number: int) -> HttpResponse:
    """The receipt of an entry, for the person; nothing of what the entry says is in it. Refused until the entry is published."""
    log = open_record()
    if log is None:
        return no_record(request)
    if not 0 <= number < log.size():
        raise Http404
    try:
        return attached(made(log, number), "text/plain; charset=us-ascii", f"receipt-{number}.txt")
    except RecordError as problem:
        return entry_page(request, number, refused(request, problem))
