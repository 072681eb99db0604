"""The pages of the classes of the scan, printed from their files: `python tests/class_pages.py` writes docs/classes anew."""

from pathlib import Path

from sanctuary.names.catalog import ClassFile, classes

PAGES = Path(__file__).parent.parent / "docs" / "classes"


def text(name: str, one: ClassFile) -> str:
    """The page of a class."""
    key = f"`{one.fideslang}`" + (" (proposed: fideslang has none)" if one.fideslang_proposed else "")
    law = f"`ask` of `{one.asks}`" if one.asks else "the vocabulary has no word for it, so the law is not asked"
    lines = [
        f"# {one.title}",
        "",
        f"`{name}`, tier {one.tier}: {one.why}.",
        "",
        f"- In the law: {law}.",
        f"- As a key of fideslang: {key}.",
        f"- The file: `src/sanctuary/names/classes/{name}.toml`. Who disagrees with a line changes it; the tests tell what follows.",
        "",
        f"Fields of it: {_listed(one.examples.yes)}. Near misses that are not: {_listed(one.examples.no)}.",
        "",
        "Patterns are words in their order: `a|b` is either word, `a?` may be missing, `...` is any words between, `^` and `$` are the",
        "ends. Words are those of [the lexicon](index.md#words).",
        "",
    ]
    if one.senses:
        lines += [f"Its words can also be meant as [senses](index.md#senses): {_listed(one.senses)}.", ""]
    for title, patterns in (
        ("Names", [pattern for pattern in one.names if pattern not in one.persons]),
        ("Names that count only in a table of persons", one.persons),
        ("Names that count only beside two fields of the class", one.beside),
        ("What only looks like it", one.not_),
        ("Names that can mean nothing else", one.plainly),
        ("Questions and comments that ask for it", one.questions),
        ("Codes that tell it", one.codes),
        ("Containers", one.inside),
        ("Plain names that count in such a container", one.inside_names),
    ):
        if patterns:
            lines += [f"## {title}", "", "```text", *patterns, "```", ""]
    return "\n".join(lines).rstrip() + "\n"


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


if __name__ == "__main__":
    for name, one in classes().items():
        (PAGES / f"{name}.md").write_text(text(name, one), "utf-8")
