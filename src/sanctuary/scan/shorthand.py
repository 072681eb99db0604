"""Pages in shorthand, Pug, Haml and Slim, as the tags that they stand for: each line keeps its place."""

import re
from collections.abc import Iterator
from dataclasses import replace

from sanctuary.scan.field import Field, Item, Text
from sanctuary.scan.forms import read_form

__all__ = ["read_shorthand"]

_LINE = re.compile(
    r"^(\s*)%?([A-Za-z][\w:-]*)?((?:[#.][\w-]+)*)(?:\(([^()]*(?:\([^()]*\)[^()]*)*)\)|\{(.*)\}|(?=\s+\w[\w-]*=))?(=?)[ \t]*(.*)$"
)
_HASHED = re.compile(r""":?["']?([\w-]+)["']?\s*(?:=>|:)\s*["']([^"']*)["']""")
_SLIM = re.compile(r"""([\w:-]+)=(?:"([^"]*)"|'([^']*)')\s*""")
_TAGS = frozenset("input select textarea label option legend fieldset form button h1 h2 h3 p td th span div b-form-input".split())  # noqa: SIM905
_CALLED = re.compile(r"^\s*[=\-+!&]|^\s*\|")


def read_shorthand(text: Text) -> Iterator[Item]:
    """The controls of a page in shorthand, and those that a call makes."""
    lines = [_tag(line) for line in text.text.split("\n")]
    seen: set[tuple[int, str]] = set()
    for source in (text.text, "\n".join(lines)):
        for one in read_form(replace(text, text=source, starts=[])):
            if isinstance(one, Field):
                if (one.line, one.name) in seen:
                    continue
                seen.add((one.line, one.name))
            yield one


def _tag(line: str) -> str:
    """A line as the tag that it stands for; a call of the language as it is."""
    found = _LINE.match(line) if len(line) < _LONGEST and not _CALLED.match(line) else None
    if found is None or (found[2] or "").lower() not in _TAGS:
        return line
    given, rest = found[4] or "", found[7]
    if found[5]:
        given = " ".join(f'{key}="{value}"' for key, value in _HASHED.findall(found[5]))
    while not (found[4] or found[5]) and (one := _SLIM.match(rest)):
        given, rest = f"{given} {one[0]}", rest[one.end() :]
    named = next((part[1:] for part in re.findall(r"[#.][\w-]+", found[3]) if part[0] == "#"), "")
    tag = found[2].lower()
    identified = f' id="{named}"' if named and "id=" not in given else ""
    return f"<{tag}{identified} {given}>{rest}{'' if tag in ('select', 'fieldset', 'form') else f'</{tag}>'}"


_LONGEST = 2_000
