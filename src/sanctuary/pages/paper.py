"""A notice or a report as a PDF that screen readers can read: the one home of Typst.

PDF/UA-1 (ISO 14289-1): tagged, with the language, the title, headings and the order of reading; Typst refuses to write a page that breaks
the rules which a machine can check, a letter without a shape among them. The words pass as data, never as markup, and nothing is written
to a disk. No network is used: the library carries the typeface of languages in Latin letters; Chinese and Korean need one on the system.
"""

import importlib.util
import json
from collections.abc import Mapping
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path

from sanctuary.account.notice import Paper
from sanctuary.errors import RequestError

__all__ = ["pdf", "typeset"]

LATIN = "Libertinus Serif"
"""Comes inside the library; its letters cover Vietnamese and Tagalog."""

SCRIPTS = {
    "zh": (
        "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "Noto Serif CJK SC", "PingFang SC",
        "Microsoft YaHei", "WenQuanYi Zen Hei",
    ),
    "ko": (
        "Noto Sans CJK KR", "Noto Sans KR", "Source Han Sans KR", "Noto Serif CJK KR", "Noto Sans CJK SC", "NanumGothic",
        "Apple SD Gothic Neo", "Malgun Gothic",
    ),
}  # fmt: skip
"""For languages in other letters: typefaces that have them, the best first."""

REGIONS = {"zh": "cn", "ko": "kr"}
NAMES = {"zh": "Chinese", "ko": "Korean"}

CARRIERS = ("zhplot", "koreanize_matplotlib", "mplfonts")
"""Python packages with a folder `fonts` of open typefaces: used where they are installed, and never imported."""


CARRIED = {"zh": "zhplot", "ko": "koreanize-matplotlib"}
"""Which of them to install for a language; without what they need otherwise, for only their typefaces are read."""


def pdf(paper: Paper, fonts: Path | None = None) -> bytes:
    """The paper as PDF/UA-1; the same paper and typefaces give the same bytes. `fonts`: a folder of typefaces beside the system's.

    Refuses a language without a typeface on this system, and a filled value with letters that no typeface here has.
    """
    words = asdict(paper) | {"lang": paper.language, "region": REGIONS.get(paper.language, "")}
    return typeset("notice.typ", words, paper.kind, paper.language, fonts)


def typeset(template: str, words: Mapping[str, object], name: str, language: str = "en", fonts: Path | None = None) -> bytes:
    """A template of this package with words as its data, as PDF/UA-1; `name` is what a refusal calls it. See `pdf`."""
    try:
        import typst  # noqa: PLC0415 - an optional package that only papers need
    except ImportError:
        raise RequestError("a paper as PDF needs one more package. Install it: pip install 'sanctuary-law[paper]'.") from None
    if fonts and not fonts.is_dir():
        raise RequestError(f"{fonts}: no folder of typefaces is here. Name the folder that holds the files (otf, ttf or ttc).")
    found = typst.Fonts(font_paths=[str(folder) for folder in (*_folders(), *([fonts] if fonts else []))])
    given = {**words, "fonts": _typefaces(language, frozenset(found.families()))}
    source = files("sanctuary.pages").joinpath("templates", template).read_bytes()
    compiler = typst.Compiler(font_paths=found)
    try:
        made = compiler.compile(source, format="pdf", pdf_standards="ua-1", sys_inputs={"paper": json.dumps(given)})
    except typst.TypstError:
        # The library's message quotes the text that it could not set, which may be a person's name.
        raise RequestError(
            f"'{name}' could not be set as PDF: a field holds a letter that no typeface here has, or one that may not stand in a paper. "
            "Leave a field of a notice blank and fill it in by hand, or install fonts-noto-core and fonts-noto-cjk (Debian's names)."
        ) from None
    if not isinstance(made, bytes):
        raise RequestError(f"'{name}' gave no single PDF. Report this as a fault of the program.")
    return made


def _folders() -> list[Path]:
    """Folders of typefaces that Python packages carry."""
    found = [importlib.util.find_spec(name) for name in CARRIERS]
    folders = [Path(spec.origin).parent / "fonts" for spec in found if spec and spec.origin]
    return [folder for folder in folders if folder.is_dir()]


def _typefaces(language: str, families: frozenset[str]) -> list[str]:
    """The typefaces of a paper: its language's own first; then those of the other letters, for names."""
    own = [name for name in SCRIPTS.get(language, ()) if name in families][:1]
    if language in SCRIPTS and not own:
        raise RequestError(
            f"no typeface with {NAMES[language]} letters was found. Install one: Debian's package fonts-noto-cjk, "
            f"'pip install --no-deps {CARRIED[language]}', or any of {', '.join(SCRIPTS[language])}; or name the folder of one with "
            "--fonts. Then run the command again; --format text needs none."
        )
    others = [name for script, names in SCRIPTS.items() if script != language for name in names if name in families]
    return [LATIN, *own, *others[:1]] if language not in SCRIPTS else [*own, LATIN, *others[:1]]
