"""What a definition asks for before it says yes, in a short sentence."""

from collections.abc import Iterable

from sanctuary.law.packs import Pack
from sanctuary.study.phrases import listed, plural, upper

__all__ = ["THRESHOLDS", "asked_of", "asks_said", "each_asks", "short_name"]

THRESHOLDS = {
    "all": "all of them must be met for a yes",
    "any": "one of them is enough for a yes",
    "each-group": "one of each group must be met for a yes",
    "": "it gives no verdict; what is met is counted",
}
"""When criteria make a yes, by the threshold of a definition."""


def asked_of(standard: Pack) -> str:
    """What a definition asks, as a clause: its own words (`says` of pack.toml), else its threshold in words."""
    if standard.file.says:
        return standard.file.says
    return f"{plural(len(standard.criteria), 'criterion', 'criteria')}, {THRESHOLDS[standard.threshold]}"


def asks_said(standard: Pack) -> str:
    """The same as a sentence: what a yes asks for, or that no yes is given."""
    return f"For a yes: {asked_of(standard)}." if standard.threshold else upper(f"{asked_of(standard)}.")


def short_name(standard: Pack) -> str:
    """A definition by the words before its colon, without the word itself."""
    return standard.file.title.partition(":")[0].partition(",")[0].removesuffix(" definition")


def each_asks(packs: Iterable[Pack]) -> str:
    """What each definition among some packs asks, a sentence for those that ask alike; nothing where none is a definition."""
    found: dict[str, list[str]] = {}
    for one in packs:
        if one.file.kind == "standard":
            found.setdefault(asked_of(one), []).append(short_name(one))
    return " ".join(f"{listed(names)}: {asked}." for asked, names in found.items())
