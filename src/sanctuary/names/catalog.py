"""The classes of sensitive fields, and the words around them, as data that a reader can dispute: one short file each in `classes`.

A class says its names, what only looks like them, the questions and codes that ask for it, and what the `ask` of a law calls it.
"""

from functools import cache
from importlib.resources import files

from sanctuary.documents import Frozen, parse_toml, shape

__all__ = ["ClassFile", "Context", "Examples", "Lexicon", "classes", "context", "lexicon"]


class Examples(Frozen, frozen=True, kw_only=True):
    """Names that are of the class, and near misses that are not; the tests try them."""

    yes: tuple[str, ...]
    no: tuple[str, ...]


class ClassFile(Frozen, frozen=True, kw_only=True):
    """A class of sensitive fields. Patterns are those of `names.pattern`, in words of the lexicon.

    `persons` are names that count only in a table of persons, `beside` only beside other fields of the class; `inside` are containers in
    which the plain names `inside_names` count;
    `foes` are the groups of words (`names/context.toml`) that make the name one of something else than a person; `senses` are those of
    `names/senses.toml` in which its words can be meant; `plainly` are names that can mean nothing else;
    `single` are codes of which one is enough where the name has a word of `single_names`;
    `core` are words that alone make a name half one of the class, where its codes are of the class too.
    """

    title: str
    tier: int
    rank: int
    asks: str
    fideslang: str
    fideslang_proposed: bool
    why: str
    names: tuple[str, ...]
    not_: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    inside_names: tuple[str, ...] = ()
    foes: tuple[str, ...] = ()
    senses: tuple[str, ...] = ()
    plainly: tuple[str, ...] = ()
    core: tuple[str, ...] = ()
    single: tuple[str, ...] = ()
    single_names: tuple[str, ...] = ()
    examples: Examples


class Lexicon(Frozen, frozen=True, kw_only=True):
    """What words are taken for: each with its short forms, endings of coded names, words that count alone, words written together.

    `glued` are the short forms that old systems write together.
    """

    words: dict[str, tuple[str, ...]]
    endings: dict[str, str]
    alone: dict[str, str]
    phrases: dict[str, str]
    glued: dict[str, tuple[str, ...]]


class Context(Frozen, frozen=True, kw_only=True):
    """Groups of words around a name."""

    persons: frozenset[str]
    owners: frozenset[str]
    gatherings: frozenset[str]
    beside: tuple[str, ...]
    switches: frozenset[str]
    switched: frozenset[str]
    offers: frozenset[str]
    serving: frozenset[str]
    bodies: frozenset[str]
    wiring: frozenset[str]
    counted: frozenset[str]
    code_tables: frozenset[str]
    code_table_names: frozenset[str]
    goods: frozenset[str]
    organizations: frozenset[str]
    settings: frozenset[str]
    generic: frozenset[str]
    things: frozenset[str]
    parts: frozenset[str]
    makers: frozenset[str]


def _toml(name: str) -> dict[str, object]:
    return parse_toml((files("sanctuary.names") / name).read_text("utf-8"), f"names/{name}")


@cache
def classes() -> dict[str, ClassFile]:
    """Every class by its id, those first that win where a name fits several."""
    folder = files("sanctuary.names") / "classes"
    found = {}
    for file in folder.iterdir():
        if file.name.endswith(".toml"):
            held = _toml(f"classes/{file.name}")
            renamed = {("not_" if key == "not" else key): value for key, value in held.items()}
            found[file.name.removesuffix(".toml")] = shape(renamed, ClassFile, f"names/classes/{file.name}")
    return dict(sorted(found.items(), key=lambda one: one[1].rank))


@cache
def lexicon() -> Lexicon:
    """The words of names."""
    return shape(_toml("lexicon.toml"), Lexicon, "names/lexicon.toml")


@cache
def context() -> Context:
    """The words around names."""
    return shape(_toml("context.toml"), Context, "names/context.toml")
