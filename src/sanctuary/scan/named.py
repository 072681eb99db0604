"""Fields that a text names and no grammar declares: keys, symbols and quoted names whose own words can mean nothing else.

A reader of one language knows how that language declares a field. Programs name fields in other ways too (what a controller permits, what a
serializer gives, columns of a frame of data), and many languages have no reader here. What such a text names plainly is told as `possible`,
once in a file.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

from sanctuary.names.meaning import meaning, told
from sanctuary.names.ready import candidates, ready
from sanctuary.names.sensitive import Around, Found, sensitive
from sanctuary.names.words import words_of_name
from sanctuary.scan.code import embedded_sql, without_comments
from sanctuary.scan.field import Field, Item, Text, plain_label
from sanctuary.scan.sql import read_sql

__all__ = ["named_too", "read_notebook", "read_settings", "read_words"]

_NAME = r"[A-Za-z]\w{2,60}"
_PLACES = re.compile(
    "|".join(
        (
            r"""^[ \t]*(?:-[ \t]+)?(?:([\w.\-]+):[ \t]+)?([A-Za-z]\w*_\w+|[a-z]+[A-Z]\w+)[ \t]*$""",
            rf"""["'`](?:[\w\-]+[.\[\]]+)*({_NAME}|[A-Z][a-z]+(?: [A-Za-z]+){{1,5}})\]?["'`]""",
            rf"""\b\w+\s*=>\s*\w+\.({_NAME})\b|\bbind:\w+=\{{[\w.]*?({_NAME})\}}|\bjson\.({_NAME})(?=\s)""",
            r"""(?<![\w:"']):{1,2}([a-z]\w{2,}(?:-\w+)*)[?!]?(?![\w:(])""",
            (
                rf"""(?:^|[{{,(])[ \t]*(?:\w+\.)*({_NAME})(?:\s*=>(?!\s*\w+\.)|:(?![:=/])(?=[^\n]*\S)|=(?![=>\s])"""
                r"""|\s*=(?![=>])(?=[^\n]*,[ \t]*$)|\s*=\s*table\.Column)"""
            ),
            rf"""[({{,][ \t]*({_NAME})\s*=(?![=>])""",
            rf"""^[ \t]+({_NAME})[ \t]+(?:nullable|blank|maxSize|inList|unique)\s*:""",
            rf"""\b(?:let|var|val)\s+({_NAME})\b|\bconst\s*\[\s*({_NAME})\s*,|\bSELECT\b[^\[\];]{{0,400}}?\b([A-Z]\w{{1,60}}__c)\b|\.([A-Z]\w+__c)\b""",
            rf"""%[iw][\[({{]([\w\s]+)[\])}}]|\b({_NAME})\s*->\s*(?:Nullable<)?[A-Z]\w+""",
            rf""">\s*(?:<!\[CDATA\[)?({_NAME})(?:\]\]>)?\s*</""",
        )
    ),
    re.MULTILINE,
)
"""Where code gives a name a value, a key, a symbol or quotes."""

_INTO = re.compile(
    r"""(?is)\binsert\s+into\s+[\w.\"`\[\]]+\s*\(([^()]{3,4000})\)|\bupdate\s+[\w.\"`\[\]]+\s+(?:\w+\s+)?set\s+([^;]{3,4000}?)(?:\bwhere\b|;|\Z)"""
    r"""|\bupdate\s+set\s+([^;]{3,4000}?);|\b(?:procedure|function)\s++[\w.\"`\[\]]++\s*+(.{3,1000}?)\b(?:as|is|returns?|begin|language)\b"""
    r"""|\bselect\s+((?:[\w.\"`\[\]]+(?:\s+as\s+\w+)?\s*,\s*)+[\w.\"`\[\]]+)\s+from\b"""
    r"""|\bas\s+table\s*\(([^;]{3,4000}?)\)\s*;"""
)
_STATEMENT = re.compile(r"(?i)\binsert\s+into\s|\bselect\s[^;]{3,400}\sfrom\s|\bupdate\s+\w+\s+set\s")
_SET = re.compile(r"""(?:^|,|\()\s*@?(?:in\s+|out\s+|inout\s+)?(?:\w+\.)?["`\[]?([A-Za-z@]\w{2,})""", re.IGNORECASE)
_BARE = re.compile(r"""(?<![\w/\\.-])@?([A-Za-z][\w\-]{2,60})(?![\w/\\]|\s*\()""")
_LABELLED = re.compile(r"""(?m)(?<![\w$/])([A-Za-z]\w{1,40}+)\s*+(?:(?:::|=|:|,)\s*+)?(?:_\()?["']([^"'\n]{6,160})["']""")
_ASKED = re.compile(
    r"""(?mi)\b((?:set)?(?:label|caption|title|text|prompt|question)\w{0,60}+)\s*+(?:=|:|\()\s*+["']([^"'\n]{8,160}+)["']"""
)
_LONGEST = 400_000
"""Characters of the longest file that is read so."""

_CLASS = re.compile(
    r"(?m)^[ \t]*(?:[\w@]+[ \t]+)*(?:class|struct|module|model|table|entity|record|type|interface|resource)[ \t]+[\"'`\[]?([A-Za-z][\w.]*)"
)
_NO_FIELD = re.compile(
    r"(?i)(?:\b(?:create_\w+|class_name|enum\w*|\w*table(?:_?name)?|index\w*|resources?|has_\w+|belongs_to|fields_for|through|references?|model|ref|import|"
    r"from|require|include|route\w*|render|path|url|template|t|driver|guard|join\w*|on_delete|namespace|scope|class|describe|context|it|add_index|"
    r"foreign_?key|constraint|remove_column|drop_column|translate|__|gettext|ugettext\w*|_)\b[\s:=(,>{\[]*[\"'`:]*|\bt\(['\"][\w.]*)$"
)
"""What stands right before a name of a table, a relation, a route or a translation."""
_ABOVE = 40
_LISTS = frozenset(
    [
        "choices",
        "options",
        "codes",
        "list",
        "map",
        "mapping",
        "types",
        "values",
        "statuses",
        "labels",
        "table",
        "enum",
        "lookup",
        "path",
        "url",
    ]
)
_PREFIXES = frozenset(
    ["index", "idx", "ix", "fk", "pk", "uq", "dim", "stg", "fct", "int", "lkp", "chk", "ck", "test", "validates", "render"]
)


def named_too(text: Text, kind: str, read: Callable[[Text], Iterator[Item]]) -> Iterator[Item]:
    """What the reader of a kind finds, then what the text names beside."""
    seen: set[frozenset[str]] = set()
    lines: dict[int, set[str]] = {}
    codes: set[frozenset[str]] = set()
    heard: list[str] = []
    for one in read(text):
        if isinstance(one, Field):
            words = meaning(one.name)
            seen.add(frozenset(words))
            lines.setdefault(one.line, set()).update(words)
            codes.update(frozenset(meaning(code)) for code in one.codes)
            heard.append(f"{one.name} {one.comment} {one.about}")
        yield one
    if len(text.text) > _LONGEST:
        return
    if kind not in _SQL and (within := embedded_sql(text)) is not None:
        for one in read_sql(within):
            if isinstance(one, Field) and (own := frozenset(meaning(one.name))) not in seen:
                seen.add(own)
                yield one
    if kind not in _SQL:
        yield from _asked(text, heard)
    places = _of_sql if kind in _SQL else _of_code
    yield from _plainly(text, places(without_comments(text.text, kind)), seen | codes, lines, " ".join(heard))


_SQL = (".sql", ".ddl", ".psql", ".pgsql", ".cql", ".hql")


def _asked(text: Text, heard: Iterable[str]) -> Iterator[Field]:
    """Questions that no field was heard to ask: a question is a name where there is no other."""
    known = " ".join(heard)
    for found in _ASKED.finditer(without_comments(text.text, _ending(text))):
        said = plain_label(found[2])
        if said.rstrip(":?* ") not in known and not _FILLED.search(said):
            yield Field(text.path, text.line_at(found.start(2)), text.stem, said, said, shown=found[1])


_FILLED = re.compile(r"\{[{%]|<[%?]")
"""What a template fills in, which is no question."""


def read_settings(text: Text) -> Iterator[Item]:
    """A file of settings: what stands before and behind its signs, and nothing of its comments."""
    source = _EQUALS.sub(": ", without_comments(text.text, _ending(text)))
    yield from _plainly(Text(text.path, source), _of_code(source), set(), {})


_EQUALS = re.compile(r"(?<=[\w\-])[ \t]*=[ \t]*(?=[A-Za-z])")


def _ending(text: Text) -> str:
    return f".{text.path.rpartition('.')[2].lower()}"


def read_words(text: Text) -> Iterator[Item]:
    """A text of a kind that no reader knows: names beside their labels, questions, and names that can mean nothing else."""
    source = without_comments(text.text, _ending(text)) if len(text.text) <= _LONGEST else ""
    seen: set[frozenset[str]] = set()
    table_of = _tables(source, text)
    for found in _LABELLED.finditer(source):
        if _SAYS.search(found[2]) and found[1].lower() not in _LABELS:
            seen.add(frozenset(meaning(found[1])))
            yield Field(text.path, text.line_at(found.start(1)), table_of(found.start()), found[1], plain_label(found[2]))
    yield from _asked(text, ())
    if (within := embedded_sql(text)) is not None:
        yield from read_sql(within)
    yield from _plainly(text, _bare(source), seen, {})


_SOURCE = re.compile(r'"source"\s*:\s*\[((?:[^\]"]|"(?:[^"\\]|\\.)*")*)\]')


def read_notebook(text: Text) -> Iterator[Item]:
    """A notebook: what its cells hold, and nothing of what came out of them."""
    held, place = [], 0
    for found in _SOURCE.finditer(text.text):
        held += [
            re.sub(r"[^\n]", " ", text.text[place : found.start(1)]),
            re.sub(r'(?m)^\s*"|(?<!\\)(?:\\n)?",?\s*$', " ", found[1]).replace('\\"', '"'),
        ]
        place = found.end(1)
    cells = Text(text.path, "".join(held))
    if (within := embedded_sql(cells)) is not None:
        yield from read_sql(within)
    yield from _plainly(cells, _of_code(cells.text), set(), {})


_SAYS = re.compile(r"[A-Za-z]{2,}\W+[A-Za-z]|[A-Za-z]{6,}")
_LABELS = frozenset(
    ["label", "caption", "title", "text", "prompt", "question", "name", "value", "id", "type", "class", "format", "settitle"]
)


def _of_code(source: str) -> Iterator[tuple[int, str]]:
    """Every name that code gives a value, a key or quotes."""
    for found in _PLACES.finditer(source):
        for place, name in enumerate(found.groups(), 1):
            if not name:
                continue
            start = found.start(place)
            if found[0].startswith("%"):
                yield from ((start + one.start(), one[0]) for one in re.finditer(_NAME, name))
            elif not _NO_FIELD.search(source[max(0, start - _ABOVE) : start]):
                yield start, name
    if _STATEMENT.search(source):
        yield from _of_sql(source)


def _of_sql(source: str) -> Iterator[tuple[int, str]]:
    """The columns that a statement fills, and the parameters of a procedure."""
    for found in _INTO.finditer(source):
        place = found.lastindex or 0
        for one in _SET.finditer(found[place]):
            yield found.start(place) + one.start(1), one[1].lstrip("@")


def _bare(source: str) -> Iterator[tuple[int, str]]:
    yield from ((found.start(1), found[1]) for found in _BARE.finditer(source))


def _plainly(
    text: Text, places: Iterator[tuple[int, str]], seen: Iterable[frozenset[str]], lines: dict[int, set[str]], heard: str = ""
) -> Iterator[Field]:
    """Names that can mean nothing else, each once, and none that the reader of the kind has weighed."""
    first: dict[str, int] = {}
    for offset, name in places:
        first.setdefault(name, offset)
    known, table_of = set(seen), _tables(text.text, text)
    for name, offset in first.items():
        words = meaning(name)
        if frozenset(words) in known or not words or words[0] in _PREFIXES or words_of_name(name)[-1] in _LISTS or name in heard:
            continue
        if not candidates(words):
            continue
        table = table_of(offset)
        found = sensitive(name, Around(f"{text.stem}.{table}" if table != text.stem else table))
        if found is None or not _tells(name, words, found):
            continue
        known.add(frozenset(words))
        line = text.line_at(offset)
        if lines.get(line, set()).isdisjoint(words):
            yield Field(text.path, line, table, name, named=True)


_OF_PERSON = frozenset(
    ["preferred", "primary", "home", "native", "spoken", "first", "mother", "interpreter", "client", "patient", "student", "applicant"]
)
_KEPT = frozenset(
    """
    status class category type country place date code indicator is has city state number name field kind value desc description flag
    expiration entry year us
    """.split()  # noqa: SIM905 - a list of so many words is read more easily as prose
)
"""Words of what is kept of a person, which a code of a list has not."""
_ALONE = ("citizenship", "nationality", "nativity")
"""Words that tell their class alone."""


def _tells(name: str, words: tuple[str, ...], found: Found) -> bool:
    """Whether a name tells its class without any declaration: no code of a list, no word that means other things too."""
    if found.how_sure != "sure" or (len(words) < 2 and words[0] not in _ALONE):
        return False
    if found.of == "language" and _OF_PERSON.isdisjoint(words):
        return False
    one = next(held for held in ready() if held.id == found.of)
    if one.codes is None or not one.codes.search(told(words)) or found.of not in ("immigration_status", "citizenship", "race_ethnicity"):
        return True
    return not _KEPT.isdisjoint(words) and " " not in name


_LOADS = re.compile(r"(?i)_?(?:im|ex)port(?:s|er|ers|ing)?_?|_?(?:etl|loader?|extract)_?")


def _tables(source: str, text: Text) -> Callable[[int], str]:
    """What a place belongs to: the class, struct or table that was opened last; what loads data is named for no goods."""
    opened = [(found.start(), found[1]) for found in _CLASS.finditer(source)]
    stem = _LOADS.sub("", text.stem) or "data"

    def table(offset: int) -> str:
        place = bisect_right(opened, offset, key=lambda one: one[0])
        return opened[place - 1][1] if place else stem

    return table
