"""One file read by what it is: which reader a name or a content asks for, and how what breaks is told."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from sanctuary.errors import EvidenceError
from sanctuary.scan.copybook import read_copybook
from sanctuary.scan.declared import DECLARED, read_declared
from sanctuary.scan.field import Item, Text, Unread
from sanctuary.scan.forms import read_form
from sanctuary.scan.kinds import FORMS, MARKUP, NO_FIELDS, SETTINGS, WORDS
from sanctuary.scan.markdown import read_markdown
from sanctuary.scan.markup import read_schema, read_xml
from sanctuary.scan.named import named_too, read_notebook, read_settings, read_words
from sanctuary.scan.pdf import read_pdf
from sanctuary.scan.php import read_php
from sanctuary.scan.prose import read_prose
from sanctuary.scan.python_models import read_python
from sanctuary.scan.rails import read_ruby
from sanctuary.scan.schemas import read_json, read_json_lines, read_yaml
from sanctuary.scan.scripts import read_script
from sanctuary.scan.sheets import SHEETS, read_sheet
from sanctuary.scan.shorthand import read_shorthand
from sanctuary.scan.sql import read_sql

__all__ = ["DATABASES", "READ", "known", "read_by_kind", "read_file"]

_LARGEST = 32_000_000
_LONGEST_LINE = 60_000

_TEXTS: Mapping[str, Callable[[Text], Iterator[Item]]] = {
    **dict.fromkeys((".sql", ".ddl", ".psql", ".pgsql", ".cql", ".hql"), read_sql),
    **dict.fromkeys((".rb", ".rake", ".jbuilder", ".builder"), read_ruby),
    ".py": read_python,
    **dict.fromkeys((".php", ".phtml", ".inc", ".ctp", ".install", ".module", ".profile", ".theme"), read_php),
    **dict.fromkeys(FORMS, read_form),
    **dict.fromkeys((".js", ".jsx", ".ts", ".tsx", ".mjs", ".cjs", ".mts", ".cts", ".gs"), read_script),
    **dict.fromkeys((".yml", ".yaml"), read_yaml),
    **dict.fromkeys((".json", ".jsonld", ".avsc", ".avpr", ".jsonc", ".json5", ".qsf", ".bim"), read_json),
    **dict.fromkeys((".jsonl", ".ndjson"), read_json_lines),
    **dict.fromkeys((".cpy", ".cbl", ".cob", ".copy"), read_copybook),
    **dict.fromkeys(MARKUP, read_xml),
    **dict.fromkeys((".xsd", ".wsdl"), read_schema),
    **dict.fromkeys((".md", ".markdown"), read_markdown),
    **dict.fromkeys((".haml", ".slim", ".pug", ".jade"), read_shorthand),
    **dict.fromkeys((".rst", ".adoc", ".asciidoc", ".txt", ".text", ".textile", ".org", ".lay", ".layout"), read_prose),
    **dict.fromkeys(WORDS, read_words),
    **dict.fromkeys(SETTINGS, read_settings),
    ".ipynb": read_notebook,
}
_ALONE = (read_words, read_prose, read_settings, read_notebook, read_markdown, read_json_lines, read_copybook)
"""Readers beside which no name is looked for: they look for names themselves, or read prose and rows."""
DATABASES = (".sqlite", ".sqlite3", ".db")
"""Endings of files that are databases."""
READ = frozenset((*_TEXTS, *DECLARED, *SHEETS, *DATABASES, ".pdf"))
"""Endings of all files that are read."""


def known(path: str) -> bool:
    """Whether a file of this name is read."""
    return read_by_kind(path) and not NO_FIELDS.search(path)


def read_by_kind(path: str) -> bool:
    """Whether a reader reads files of this ending, though this one may be settings or translations."""
    return PurePosixPath(path).suffix.lower() in READ


def read_file(path: Path, shown: str) -> Iterator[Item]:
    """The fields of a file, and what of it was not read. Whatever breaks is told in our own words and stops nothing else."""
    try:
        yield from _read(path, shown)
    except EvidenceError as problem:
        told = str(problem).removeprefix(f"{path}: ").removeprefix(f"{shown}: ")
        yield Unread(shown, told)
    except OSError as problem:
        yield Unread(shown, f"cannot be opened ({problem.strerror})")
    except (RecursionError, MemoryError):
        yield Unread(shown, "nested too deeply or too large")
    except Exception as problem:  # noqa: BLE001 - a parser that breaks must not stop the rest, and its words may quote the file
        yield Unread(shown, f"its reader failed ({type(problem).__name__})")


def _read(path: Path, shown: str) -> Iterator[Item]:
    kind = PurePosixPath(shown).suffix.lower()
    if kind in DATABASES:
        from sanctuary.scan.catalogs import read_catalog  # noqa: PLC0415 - an extra: only a database needs it

        yield from read_catalog(f"sqlite:///{path}", shown)
        return
    if path.stat().st_size == 0:
        return
    if kind in SHEETS:
        yield from read_sheet(path, shown)
        return
    if path.stat().st_size > _LARGEST:
        yield Unread(shown, f"larger than {_LARGEST:,} bytes")
        return
    raw = path.read_bytes()
    if kind == ".pdf":
        yield from read_pdf(shown, raw)
        return
    text = Text(shown, _decoded(raw))
    if any(len(line) > _LONGEST_LINE for line in text.text.split("\n")) and kind in (".js", ".mjs", ".html", ".css"):
        yield Unread(shown, f"made for machines: a line of more than {_LONGEST_LINE:,} characters")
    elif kind in DECLARED and kind not in _TEXTS:
        yield from named_too(text, kind, lambda held: read_declared(held, kind))
    elif kind in _TEXTS:
        yield from _TEXTS[kind](text) if _TEXTS[kind] in _ALONE else named_too(text, kind, _TEXTS[kind])
    else:
        raise EvidenceError(f"'{kind or 'no ending'}' is no kind of file that is read")


def _decoded(raw: bytes) -> str:
    """The text of a file: UTF-8 or UTF-16 by its mark; else as Latin-1, in which names stand as they are."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if raw.startswith(mark):
            return raw[2:].decode(encoding, "replace").replace("\r\n", "\n")
    if b"\0" in raw:
        raise EvidenceError("a binary file, where text was expected")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    return text.replace("\r\n", "\n")
