"""Fields that stand on a line of their own: Prisma, GraphQL, Protocol Buffers, TypeScript, Java, Kotlin, C#, Go, XML Schema."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sanctuary.scan.field import Field, Item, Listed, Text, plain_label
from sanctuary.scan.lists import balanced, key_of, named_lists

__all__ = ["DECLARED", "read_declared"]


@dataclass(frozen=True)
class _Language:
    """How a language opens what has fields, and how a line of it names one."""

    opens: re.Pattern[str]
    field: re.Pattern[str]


_ENUM = re.compile(r"\benum\s+(?:class\s+)?(\w+)[^{};=]*\{([^{}]*)\}|\btype\s+(\w+)\s*=\s*((?:\s*\|?\s*[\"'][^\"'\n]*[\"'])+)")
_ALIAS = re.compile(r"\btype\s+(\w+)\s*=\s*\(?\s*typeof\s+(\w+)\)?\[")
_MEMBERS = re.compile(r"[\"']([^\"'\n]+)[\"']|\b([A-Za-z]\w*)\b")
_REMARKS = re.compile(r"//[^\n]*|/\*.*?\*/|#[^\n]*|@[\w.]+(?=\()", re.DOTALL)
_SAID = re.compile(r"\"((?:[^\"\\]|\\.){0,2000}+)\"")
_ANNOTATION = re.compile(r"^\s*(?:@[\w.:]+\s*\(|\[[A-Z]\w*\s*\()")
_MARK = re.compile(r"^\s*(?:@[\w.]+|\[[A-Z]\w*\])\s*$")
_BLOCK = re.compile(r"^\s*(?:/\*+|\*(?!/))\s*(.*?)\s*(?:\*/)?\s*$|^\s*\*/\s*$")
_DOCSTRING = re.compile(r'^\s*(?:"{3}(.+?)"{3}|"(.+)")\s*$')


_MEMBER = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:private|protected|public|internal|readonly|static|final|override|required|virtual|lateinit|var|val|transient|abstract|declare)\s+)+(?:[\w<>\[\],.?]+\s+)??(\w+)\s*(?:[:;={!?]|,?\s*$)"
)

_JAVA = re.compile(
    r"^\s*(?:@\w+(?:\((?:[^()\"]|\"[^\"]*\")*\))?\s+)*(?:(?:private|protected|public|static|final|transient|volatile)\s+)*"
    r"(?!return\b|throw\b|package\b|import\b|new\b|else\b|case\b)[A-Za-z][\w.]*(?:<[^;=()]*>)?(?:\[\])*\s+(\w+)\s*(?:=[^=].*)?;"
)
_APEX = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|private|global|protected|static|final|transient)\s+)+[A-Za-z][\w.]*(?:<[^;=()]*>)?\s+(\w+)\s*(?:;|=|\{)"
)
_SWIFT = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s*)*(?:(?:public|private|internal|static|final|override|lazy|weak|implicit)\s+)*(?:var|let|val)\s+(\w+)\s*:"
)
_RUST = re.compile(r"^\s+(?:pub(?:\([^)]*\))?\s+)?(\w+)\s*:\s*[A-Z&\[(\w]")

DECLARED = {
    ".prisma": _Language(re.compile(r"^\s*(?:model|type|view)\s+(\w+)"), re.compile(r"^\s+(\w+)\s+[A-Z]\w*[\[\]?]*")),
    ".graphql": _Language(re.compile(r"^\s*(?:extend\s+)?(?:type|input|interface)\s+(\w+)"), re.compile(r"^\s+(\w+)\s*(?:\([^)]*\))?\s*:")),
    ".gql": _Language(re.compile(r"^\s*(?:extend\s+)?(?:type|input|interface)\s+(\w+)"), re.compile(r"^\s+(\w+)\s*(?:\([^)]*\))?\s*:")),
    ".graphqls": _Language(
        re.compile(r"^\s*(?:extend\s+)?(?:type|input|interface)\s+(\w+)"), re.compile(r"^\s+(\w+)\s*(?:\([^)]*\))?\s*:")
    ),
    ".proto": _Language(
        re.compile(r"^\s*message\s+(\w+)"), re.compile(r"^\s*(?:optional\s+|repeated\s+|required\s+)?[\w.<>, ]+\s(\w+)\s*=\s*\d+")
    ),
    ".java": _Language(re.compile(r"\b(?:class|record|interface)\s+(\w+)"), _JAVA),
    ".cls": _Language(re.compile(r"\b(?:class|interface)\s+(\w+)"), _APEX),
    ".kt": _Language(
        re.compile(r"\b(?:class|interface|object)\s+(\w+)"),
        re.compile(
            r"^\s*(?:@[\w:]+(?:\([^)]*\))?\s*)*(?:private |protected |internal |override |lateinit )*va[lr]\s+(\w+)\s*"
            r"(?::|=\s*(?:varchar|char|text|integer|long|bool|date|datetime|timestamp|reference|optReference|enumeration\w*|customEnumeration|uuid)\()"
        ),
    ),
    ".cs": _Language(
        re.compile(r"\b(?:class|record|struct)\s+(\w+)"),
        re.compile(
            r"^\s*(?:\[[^\]]*\]\s*)*(?:public|private|protected|internal)\s+"
            r"(?:virtual |required |readonly |static )*[\w<>\[\],.?]+\s+(\w+)\s*(?:\{|;|=)"
        ),
    ),
    ".go": _Language(
        re.compile(r"^\s*type\s+(\w+)\s+struct"), re.compile(r"^[\t ]+([A-Za-z_]\w*)(?:\s*,\s*\w+)*\s+[\w.\[\]*]+(?:\s+`|\s*$|\s+//)")
    ),
    ".ts": _Language(
        re.compile(r"\b(?:interface|class|type)\s+(\w+)"),
        re.compile(
            r"^\s+(?:@\w+\([^)]*\)\s*)*(?:public |private |protected |readonly |static )*"
            r"[\"']?(\w+)[\"']?[?!]?\s*:\s*(?!\s*(?:function|\())(?:[\w{\[\"'(|]|$)"
        ),
    ),
    ".swift": _Language(re.compile(r"\b(?:class|struct)\s+(\w+)"), _SWIFT),
    ".scala": _Language(re.compile(r"\b(?:class|trait)\s+(\w+)"), _SWIFT),
    ".rs": _Language(re.compile(r"\bstruct\s+(\w+)"), _RUST),
    ".dart": _Language(re.compile(r"\bclass\s+(\w+)"), _JAVA),
    ".groovy": _Language(
        re.compile(r"\bclass\s+(\w+)"), re.compile(r"^\s+(?:(?:private|static|final)\s+)*[A-Z]\w*(?:<[^>]*>)?\s+(\w+)\s*$")
    ),
    ".ex": _Language(re.compile(r"\bschema\s+\"(\w+)\""), re.compile(r"^\s*(?:field|add|belongs_to)\s*\(?\s*:(\w+)")),
    ".exs": _Language(re.compile(r"\btable\(:(\w+)"), re.compile(r"^\s*(?:field|add)\s*\(?\s*:(\w+)")),
    ".vb": _Language(
        re.compile(r"\b(?:Class|Structure)\s+(\w+)"),
        re.compile(r"^\s*(?:Public|Private|Protected|Friend)\s+(?:Property\s+|ReadOnly\s+|Shared\s+)*(\w+)\s*(?:\(\))?\s+As\b"),
    ),
}
"""Languages by the ending of their files."""

_COMMENT = re.compile(r"(?:///?|#)\s*(.*)$")
_NO_NAMES = frozenset(
    [
        "return",
        "class",
        "static",
        "void",
        "new",
        "throw",
        "import",
        "export",
        "package",
        "default",
        "case",
        "if",
        "else",
        "for",
        "while",
        "const",
        "let",
        "var",
        "function",
        "public",
        "private",
        "this",
        "type",
    ]
)


def _enumerations(text: Text) -> dict[str, tuple[str, ...]]:
    """The codes of the enumerations that a file declares, by their names."""
    found = named_lists(text.text) if text.path.endswith((".ts", ".tsx")) else {}
    for alias in _ALIAS.finditer(text.text) if found else ():
        found |= {alias[1]: found[alias[2]]} if alias[2] in found else {}
    for one in _ENUM.finditer(text.text):
        members = _MEMBERS.findall(_REMARKS.sub(" ", one[2] or one[4] or ""))
        found[one[1] or one[3]] = tuple(dict.fromkeys(quoted or word for quoted, word in members))[:400]
    return found


def _codes(line: str, name_ends: int, enums: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The codes of a field: those of an enumeration that its line names, or texts that it lists as its type."""
    named = next((enums[word] for word in re.findall(r"\w+", line) if word in enums), ())
    decorated = _OF_DECORATOR.search(line[:name_ends]) if not named and "@" in line[:name_ends] else None
    if decorated:
        return tuple(_SAID.findall(decorated[1].replace("'", '"')))
    return named or (tuple(_SAID.findall(line[name_ends:].replace("'", '"'))) if line.count("|", name_ends) else ())


_BRACKETED = re.compile(r"\[[^\]]*\]")
_OF_DECORATOR = re.compile(r"\b(?:enum|values|choices|options)\s*[:=]\s*[\[{]([^\]}]*)[\]}]")
"""The codes that a decorator before a field lists."""


def _heard(line: str, above: str, *, within: bool) -> str:
    """What a line says of the field below it: a comment, an annotation with texts, a docstring, a block of comments."""
    if within or _ANNOTATION.match(line):
        line = _BRACKETED.sub(" ", line) if line.lstrip().startswith("@") else line
        texts = line.strip() if within else " ".join(_SAID.findall(line) or _SAID.findall(line.replace("'", '"')))
        return f"{above} {texts}"
    if _MARK.match(line):
        return above
    if told := _DOCSTRING.match(line):
        return told[1] or told[2]
    if block := _BLOCK.match(line):
        return f"{above} {block[1] or ''}"
    said = _COMMENT.search(line)
    return f"{above} {_TAGS.sub(' ', said[1])}".strip() if said and not line[: said.start()].strip() else ""


_TAGS = re.compile(r"</?(?:summary|remarks|para|value|p|br)\s*/?>")
"""Tags of comments of C# and Java."""


def read_declared(text: Text, kind: str) -> Iterator[Item]:
    """The fields of a file of one of these languages."""
    language = DECLARED[kind]
    owner, above, within, enums, about = text.stem, "", False, _enumerations(text), ""
    unions = _unions(text) if kind == ".ts" else {}
    seen: set[tuple[str, str]] = set()
    listing = _listing(text)
    for number, line in _pieces(text, kind, language):
        if len(line) > 2_000 or number in listing:
            continue
        opened, said = language.opens.search(line), _COMMENT.search(line)
        if opened:
            owner, about = opened[1], plain_label(f"{above} {said[1] if said else ''}")
        found = None if within else language.field.search(line)
        if found and found[1] not in _NO_NAMES and not (opened or _LISTS.search(_DECORATOR.sub("", line))):
            codes = _codes(line, found.end(1), enums) or unions.get(number, ()) or (key_of(line, enums) if kind in _VALUED else ())
            seen.add((owner, found[1]))
            yield Field(
                text.path,
                number,
                owner,
                found[1],
                plain_label(f"{above} {_beside(line, found)} {said[1] if said else ''}"),
                codes,
                tuple(one for one in (above, said[1] if said else "") if "sanctuary" in one or "pii" in one.lower()),
                about=about,
                refers="" if codes else _type_of(line, found[1]),
            )
        quotes = line.strip() == '"""'
        above = ("" if not within else above) if quotes else _heard(line, above, within=within)
        within = within != quotes
        if found and not within:  # what a line says of its own field is not said of the next
            above = ""
    yield from (one for one in (*_positional(text, kind), *_fluent(text)) if (one.table, one.name) not in seen)
    yield from (Listed(f"~{name.lower()}", codes, whole=True) for name, codes in enums.items() if len(codes) > 1)


def _listing(text: Text) -> frozenset[int]:
    """The lines within an enumeration: what it lists are codes, and no fields."""
    found: set[int] = set()
    for one in _ENUM.finditer(text.text):
        first, last = text.line_at(one.start(2) if one[2] else one.start()), text.line_at(one.end())
        found |= set(range(first + 1, last + 1))
    return frozenset(found)


_VALUED = (".ex", ".exs", ".kt", ".scala")
"""Languages in which a field lists its values in its line."""
_LISTS = re.compile(r"\benum\b")
_DECORATOR = re.compile(r"@\w+\([^)]*\)")
_TAGGED = re.compile(r"`[^`]*?\b(?:json|db|bson|gorm|form|yaml|xml):\"(?:column:)?([A-Za-z]\w*)[^`]*`")


def _beside(line: str, found: re.Match[str]) -> str:
    """What a line says of its field beside its name: texts of annotations before it, the name that it is stored under."""
    tagged = _TAGGED.search(line, found.end(1))
    before = _OF_DECORATOR.sub("", line[: found.start(1)]).replace("'", '"')
    said = " ".join(_SAID.findall(before)) if "@" in before or "[" in before else ""
    return f"{said} {tagged[1] if tagged and tagged[1].lower() != found[1].lower() else ''}".strip()


_INLINE = re.compile(r"\{([^{}\"'`]*[\w>\])?]\s*[;,]?\s*)\}")
_PARTED = (".proto", ".graphql", ".gql", ".graphqls", ".ts", ".cs", ".java")
_POSITIONAL = re.compile(r"\b(?:record|data\s+class|case\s+class|class|constructor)\b(?:\s+\w+)?(?:\s*<[^<>]*>)?\s*(?=\()")
_OF_POSITIONS = (".java", ".cs", ".kt", ".scala", ".ts", ".groovy")


def _pieces(text: Text, kind: str, language: _Language) -> Iterator[tuple[int, str]]:
    """The lines of a file; what stands within brackets of one line is parted into lines of its own."""
    for number, line in text.lines():
        # What stands within the brackets of a decorator of TypeScript is no field: `@IsString({ groups: [...] })`.
        decorator = kind == ".ts" and line.lstrip().startswith("@")
        inline = _INLINE.search(line) if kind in _PARTED and len(line) < 2_000 and not decorator else None
        if inline is None or not (language.opens.search(line) or kind == ".ts"):
            parts = (
                [line]
                if ";" not in line.rstrip().rstrip(";") or kind != ".ts"
                else [f"  {one.strip()};" for one in line.split(";") if one.strip()]
            )
            yield from ((number, part) for part in parts)
            continue
        yield number, line[: inline.start() + 1]
        parts = re.split(r"[;,]", inline[1]) if kind in (".ts", ".graphql", ".gql", ".graphqls") else inline[1].split(";")
        yield from ((number, f"  {one.strip()};") for one in parts if one.strip())


_FLUENT = re.compile(r"\.Property\(\s*\w+\s*=>\s*\w+\.(\w+)\s*\)([^;]*)")


def _fluent(text: Text) -> Iterator[Field]:
    """Properties that Entity Framework maps by calls: their names, columns and comments."""
    for found in _FLUENT.finditer(text.text) if text.path.endswith(".cs") else ():
        yield Field(text.path, text.line_at(found.start(1)), text.stem, found[1], plain_label(" ".join(_SAID.findall(found[2]))))


def _positional(text: Text, kind: str) -> Iterator[Field]:
    """Fields that stand in the brackets behind the name of a record or class."""
    for found in _POSITIONAL.finditer(text.text) if kind in _OF_POSITIONS else ():
        owner = re.search(r"\b(?:record|class)\s+(\w+)", found[0])
        body = balanced(text.text, found.end(), 8_000)
        place = found.end() + 1
        for part in _split(body):
            plain = (
                re.sub(r"@\w+(?::\w+)?(?:\((?:[^()\"]|\"[^\"]*\")*\))?|\[[^\]]*\]|/\*.*?\*/|//[^\n]*", " ", part, flags=re.DOTALL)
                .partition("=")[0]
                .strip()
            )
            named = re.search(r"(\w+)\s*\??\s*:" if kind in (".kt", ".scala", ".ts") else r"[\w>\])?]\s+(\w+)$", plain)
            if named and (kind != ".ts" or re.match(r"(?:public|private|protected|readonly)\b", plain)):
                said = " ".join(_SAID.findall(part)) + " ".join(
                    re.findall(r"/\*+\s*(.*?)\s*\*/|//\s*([^\n]*)", part, re.DOTALL)[0] if "/*" in part or "//" in part else ()
                )
                offset = place + max(part.find(named[1]), 0)
                yield Field(
                    text.path,
                    text.line_at(offset),
                    owner[1] if owner else text.stem,
                    named[1],
                    plain_label(said),
                    refers=_type_of(plain, named[1]),
                )
            place += len(part) + 1


def _split(body: str) -> Iterator[str]:
    """The parts of a list of parameters, by the commas between them."""
    depth = start = 0
    for found in re.finditer(r"[\[({<]|[\])}>]|,|\"(?:[^\"\\]|\\.)*\"|/\*.*?\*/|//[^\n]*", body, re.DOTALL):
        if found[0] in "[({<":
            depth += 1
        elif found[0] in "])}>":
            depth -= 1
        elif found[0] == "," and depth == 0:
            yield body[start : found.start()]
            start = found.end()
    yield body[start:]


_TYPE = re.compile(r"(?<![\w.@\"'])[A-Z]\w+")
_PLAIN_TYPES = frozenset(
    [
        "String",
        "Integer",
        "Int",
        "Boolean",
        "Bool",
        "Date",
        "DateTime",
        "Long",
        "Double",
        "Float",
        "List",
        "Set",
        "Map",
        "Optional",
        "Array",
        "LocalDate",
        "Number",
    ]
)


def _type_of(line: str, name: str) -> str:
    """The type of a field that another file may list: the last that is none of the language."""
    named = [one for one in _TYPE.findall(line) if one != name and one not in _PLAIN_TYPES]
    return f"~{named[-1].lower()}" if named else ""


_UNION = re.compile(
    r"""^[ \t]+(?:readonly )?["']?(\w+)["']?\??:[ \t]*\n?((?:\s*\|?\s*["'][^"'\n]*["'])(?:\s*\|\s*["'][^"'\n]*["'])+)""", re.MULTILINE
)


def _unions(text: Text) -> dict[int, tuple[str, ...]]:
    """Texts that a field lists as its type over several lines, by the line of its name."""
    found = {}
    for one in _UNION.finditer(text.text):
        found[text.line_at(one.start(1))] = tuple(_SAID.findall(one[2].replace("'", '"')))
    return found
