"""Fields of Python: Django models, forms and migrations, SQLAlchemy, and classes with annotated fields; read as a tree, never run."""

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import replace

from sanctuary.scan.field import Field, Item, Listed, Text, Unread, plain_label
from sanctuary.scan.objects import object_fields

__all__ = ["read_python"]

_LABELS = ("verbose_name", "help_text", "label", "comment", "doc", "description", "title", "info")
_PLAIN = ("dataclass", "frozen", "define", "s", "attrs", "pydantic_dataclass")
_NOT_FIELDS = ("Meta", "Config", "Media", "objects", "model_config", "query", "metadata")


def read_python(text: Text) -> Iterator[Item]:
    """The fields of every class of a file, and of calls that create columns."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text.text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as problem:
        line = getattr(problem, "lineno", 0)
        told = f"not Python that this version reads{f' (line {line})' if line else ''}"
        yield from _by_lines(text)
        yield Unread(text.path, f"{told}: read by its lines alone")
        return
    known = _constants(tree)
    lines = text.text.split("\n")
    stack: list[tuple[ast.AST, str]] = [(tree, "")]
    while stack:
        node, owner = stack.pop()
        inner = node.name if isinstance(node, ast.ClassDef) else owner
        stack += [(child, inner) for child in reversed(list(ast.iter_child_nodes(node)))]
        if isinstance(node, ast.ClassDef):
            yield from _class(text, node, known, lines)
        elif isinstance(node, ast.Call):
            yield from _call(text, node, known, lines)
    yield from object_fields(text)
    yield from (Listed(f"~{name.rpartition('.')[2].lower()}", codes, whole=True) for name, codes in known.items() if len(codes) > 1)


_CLASS = re.compile(r"^class\s+(\w+)")
_ASSIGNED = re.compile(
    r"^\s+(\w+)\s*(?::[^=]*)?=\s*(?:models|forms|fields|serializers|db|sa|graphene)?\.?"
    r"(?:\w*Field|Column|mapped_column|String|Int|Boolean)\("
)


def _by_lines(text: Text) -> Iterator[Field]:
    """The fields of a file that no tree can be made of."""
    owner = text.stem
    for number, line in text.lines():
        if found := _CLASS.match(line):
            owner = found[1]
        elif found := _ASSIGNED.match(line[:400]):
            yield Field(text.path, number, owner, found[1])
    yield from object_fields(text)


def _class(text: Text, node: ast.ClassDef, known: dict[str, tuple[str, ...]], lines: list[str]) -> Iterator[Field]:
    own = known | {name: codes for one in node.body for name, codes in _assigned(one, known).items()}
    table, about = _table_of(node), _about(node)
    plain = bool(node.bases or node.keywords) or any(_name(one) in _PLAIN for one in node.decorator_list)
    if any(_name(base) in ("TextChoices", "IntegerChoices", "Choices", "Enum", "StrEnum", "IntEnum") for base in node.bases):
        return
    for one in node.body:
        if (
            isinstance(one, ast.Assign)
            and len(one.targets) == 1
            and isinstance(one.targets[0], ast.Name)
            and isinstance(one.value, ast.Call)
            and _is_field(one.value)
        ):
            yield replace(_field(text, one.targets[0].id, one.value, table, own, lines, one.lineno), about=about)
        elif isinstance(one, ast.FunctionDef) and one.name == "__init__":
            yield from (replace(held, about=about) for held in _kept(text, one, table, own, lines))
        elif isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name) and plain and one.target.id not in _NOT_FIELDS:
            yield replace(_field(text, one.target.id, one.value, table, own, lines, one.lineno, one.annotation), about=about)


def _kept(text: Text, init: ast.FunctionDef, table: str, known: dict[str, tuple[str, ...]], lines: list[str]) -> Iterator[Field]:
    """What an object keeps of what it is made of: attributes that are set to nothing, to a text, or to what is given."""
    for one in init.body:
        target = one.targets[0] if isinstance(one, ast.Assign) else one.target if isinstance(one, ast.AnnAssign) else None
        if not isinstance(target, ast.Attribute) or _name(target.value) != "self" or target.attr.startswith("_"):
            continue
        if isinstance(one, ast.Assign | ast.AnnAssign) and isinstance(one.value, ast.Constant | ast.Attribute | ast.Subscript | None):
            yield _field(text, target.attr, one.value, table, known, lines, one.lineno)


def _about(node: ast.ClassDef) -> str:
    """What a class says of itself: the first line of its docstring, and its names for people."""
    said = [(ast.get_docstring(node) or "").partition("\n")[0]]
    for inner in node.body:
        if isinstance(inner, ast.ClassDef) and inner.name == "Meta":
            said += [
                _text(one.value)
                for one in inner.body
                if isinstance(one, ast.Assign)
                and any(isinstance(t, ast.Name) and t.id in ("verbose_name", "db_table_comment") for t in one.targets)
            ]
    return plain_label(" ".join(one for one in said if one))


def _table_of(node: ast.ClassDef) -> str:
    for one in node.body:
        if (
            isinstance(one, ast.Assign)
            and any(isinstance(t, ast.Name) and t.id == "__tablename__" for t in one.targets)
            and isinstance(one.value, ast.Constant)
        ):
            return str(one.value.value)
    return node.name


_KINDS = (
    "Field",
    "Column",
    "mapped_column",
    "relationship",
    "ForeignKey",
    "OneToOneField",
    "Serializer",
    "Key",
    "String",
    "Select",
    "Boolean",
)


def _is_field(call: ast.Call) -> bool:
    """Whether a call makes a field: of Django, a serializer, WTForms, marshmallow or SQLAlchemy."""
    name = _name(call)
    return name.endswith(_KINDS) or _whole(call.func).startswith(
        ("models.", "forms.", "fields.", "serializers.", "db.", "ma.", "sa.", "orm.")
    )


def _field(
    text: Text,
    name: str,
    value: ast.expr | None,
    table: str,
    known: dict[str, tuple[str, ...]],
    lines: list[str],
    line: int,
    annotation: ast.expr | None = None,
) -> Field:
    said: list[str] = []
    codes: tuple[str, ...] = ()
    named = ""
    if isinstance(value, ast.Call):
        said = (
            [_text(one) for one in value.args[:1]] if _name(value) not in ("ForeignKey", "Column", "mapped_column", "relationship") else []
        )
        for keyword in value.keywords:
            if keyword.arg in _LABELS:
                said.append(_text(keyword.value))
            elif keyword.arg in ("choices", "values", "enum"):
                codes = _codes(keyword.value, known)
                named = _list_of(keyword.value)
        if (
            _name(value) in ("Column", "mapped_column")
            and value.args
            and isinstance(value.args[0], ast.Constant)
            and isinstance(value.args[0].value, str)
        ):
            name = value.args[0].value
        for one in value.args:
            codes = codes or (_codes(one, known) if isinstance(one, ast.Call) and _name(one) == "Enum" else ())
    codes = codes or (_codes(annotation, known) if annotation is not None else ())
    beside = lines[line - 1].partition("  #")[2] if line <= len(lines) else ""
    told = plain_label(" ".join(one for one in (*said, beside) if one))
    named = named or (_list_of(annotation) if annotation is not None else "")
    return Field(text.path, line, table, name, told, codes, _marks(beside), refers="" if codes else named)


def _list_of(node: ast.expr) -> str:
    """The name of a list that another file may define: `constants.VISA_CLASSES`, `Standing.choices`, `Standing`."""
    whole = _whole(node).removesuffix(".choices").rpartition(".")[2]
    return f"~{whole.lower()}" if whole[:1].isupper() else ""


def _marks(beside: str) -> tuple[str, ...]:
    return (beside.strip(),) if "sanctuary" in beside.lower() or "pii" in beside.lower() else ()


def _call(text: Text, node: ast.Call, known: dict[str, tuple[str, ...]], lines: list[str]) -> Iterator[Field]:
    """Migrations of Django and Alembic, and tables of SQLAlchemy Core."""
    name = _name(node)
    named = {one.arg: one.value for one in node.keywords}
    if name == "CreateModel" and isinstance(named.get("fields"), ast.List):
        for one in named["fields"].elts:  # type: ignore[attr-defined]
            if isinstance(one, ast.Tuple) and len(one.elts) == 2 and isinstance(one.elts[1], ast.Call):
                yield _field(text, _text(one.elts[0]), one.elts[1], _text(named.get("name")), known, lines, one.lineno)
    elif name in ("AddField", "AlterField"):
        yield from _added(text, node, known, lines)
    elif name in ("add_column", "alter_column") and len(node.args) > 1:
        held = node.args[1]
        if isinstance(held, ast.Call) and held.args:
            yield _field(text, _text(held.args[0]), held, _text(node.args[0]), known, lines, held.lineno)
    elif name in ("create_table", "Table") and node.args:
        for held in node.args:
            if isinstance(held, ast.Call) and _name(held) == "Column" and held.args and _text(held.args[0]):
                yield _field(text, _text(held.args[0]), held, _text(node.args[0]), known, lines, held.lineno)


def _added(text: Text, node: ast.Call, known: dict[str, tuple[str, ...]], lines: list[str]) -> Iterator[Field]:
    """The field that a migration of Django adds, by the names of its arguments or by their places."""
    given = dict(zip(("model_name", "name", "field"), node.args, strict=False))
    given |= {one.arg: one.value for one in node.keywords if one.arg}
    if "field" in given:
        line = (given.get("name") or node).lineno
        yield _field(text, _text(given.get("name")), given["field"], _text(given.get("model_name")), known, lines, line)


def _name(node: ast.AST) -> str:
    """The last part of what is called or named."""
    if isinstance(node, ast.Call):
        return _name(node.func)
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _whole(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_whole(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def _text(node: ast.AST | None) -> str:
    """A constant text, also one marked for translation."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if (
        isinstance(node, ast.Call)
        and len(node.args) == 1
        and _name(node) in ("_", "gettext", "gettext_lazy", "ugettext_lazy", "N_", "lazy_gettext")
    ):
        return _text(node.args[0])
    return ""


def _constants(tree: ast.Module) -> dict[str, tuple[str, ...]]:
    """Lists of codes that names stand for: constants, and classes of choices."""
    found: dict[str, tuple[str, ...]] = {}
    for one in tree.body:
        found |= _assigned(one, found)
        if isinstance(one, ast.ClassDef):
            found |= {f"{one.name}.{name}": codes for inner in one.body for name, codes in _assigned(inner, found).items()}
            members = [inner for inner in one.body if isinstance(inner, ast.Assign)]
            if one.bases and any(_name(base).endswith(("Choices", "Enum")) for base in one.bases):
                found[one.name] = tuple(
                    code for inner in members for code in (*(t.id for t in inner.targets if isinstance(t, ast.Name)), *_texts(inner.value))
                )
            for inner in one.body:
                if isinstance(inner, ast.ClassDef):
                    found |= _constants(ast.Module([inner], []))
    return found


def _assigned(node: ast.stmt, known: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    if (
        isinstance(node, ast.Assign)
        and len(node.targets) == 1
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.List | ast.Tuple | ast.Dict | ast.Set | ast.BinOp)
    ):
        return {node.targets[0].id: _codes(node.value, known)}
    return {}


def _codes(node: ast.AST, known: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The codes that an expression lists, by name or in place."""
    if isinstance(node, ast.Name):
        return known.get(node.id, ())
    if isinstance(node, ast.Attribute):
        whole = _whole(node)
        return (
            known.get(whole) or known.get(whole.rpartition(".")[0]) or known.get(whole.split(".")[0], ())
            if node.attr == "choices"
            else known.get(whole, ())
        )
    if isinstance(node, ast.Call) and _name(node) == "Enum" and len(node.args) == 1:
        return _codes(node.args[0], known)
    held = [known[_whole(one)] for one in ast.walk(node) if isinstance(one, ast.Name | ast.Attribute) and _whole(one) in known]
    return (*(code for codes in held for code in codes), *_texts(node))[:400]


def _texts(node: ast.AST) -> Iterator[str]:
    for one in ast.walk(node):
        if isinstance(one, ast.Constant) and isinstance(one.value, str):
            yield one.value
