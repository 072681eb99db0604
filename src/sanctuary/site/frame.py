"""What every page of a site has: title, description, share picture, linked data, crumbs, and the commands that make it."""

import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sanctuary.law.packs import Library, Pack
from sanctuary.law.rules import Rule
from sanctuary.pages.html import page, without_commands
from sanctuary.study.phrases import titled

__all__ = ["Files", "Frame", "Leaf", "anchor", "href", "short", "told_of"]

Files = dict[str, bytes]
"""Files of a site by path."""

MOST_WORDS = 300
"""Signs of a description."""


@dataclass(frozen=True)
class Leaf:
    """One page: where it stands, what it is called, what it tells in a sentence, and how it is made.

    `heading` is the title without a day or a name behind it, `short` the last crumb, `data` the JSON behind its numbers, `twin` the same
    page in the other language, if it has one.
    """

    path: str
    title: str
    description: str
    commands: Sequence[str]
    heading: str = ""
    short: str = ""
    crumbs: Sequence[tuple[str, str]] = ()
    data: str = ""
    picture: str = "share/home.png"
    script: bool = False
    language: str = "en"
    twin: str = ""
    about: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Frame:
    """Draws pages for a day, at an address or at none. `kept`: states of other days stand beside this one.

    `latest` is the address of the site of now, where another one is drawn: search engines and feeds are led there.
    """

    on: date
    address: str
    kept: bool = False
    latest: str = ""

    def draw(self, leaf: Leaf, template: str, **values: Any) -> bytes:
        """A page as bytes."""
        root = "../" * leaf.path.count("/")
        leaf = _whole(leaf)
        text = page(
            f"site/{template}",
            leaf=leaf,
            root=root,
            on=self.on,
            address=self.address,
            canonical=self.latest or self.address,
            kept=self.kept,
            crumbs=[*([("Home", "index.html")] if leaf.path != "index.html" else []), *leaf.crumbs],
            linked=self._linked(leaf),
            short=short,
            href=href,
            **values,
        )
        return text.encode()

    def _linked(self, leaf: Leaf) -> dict[str, Any]:
        """The page as schema.org describes pages; addresses only where the site has one."""
        where = {"url": f"{self.address}{leaf.path}", "image": f"{self.address}{leaf.picture}"} if self.address else {}
        trail = [("Home", "index.html"), *leaf.crumbs, (leaf.short, leaf.path)]
        crumbs = [
            {"@type": "ListItem", "position": number, "name": name, **({"item": f"{self.address}{path}"} if self.address else {})}
            for number, (name, path) in enumerate(trail, 1)
        ]
        return {
            "@context": "https://schema.org",
            "@type": "WebPage",
            "name": leaf.title,
            "description": leaf.description,
            "inLanguage": leaf.language,
            "dateModified": self.on.isoformat(),
            "isAccessibleForFree": True,
            "breadcrumb": {"@type": "BreadcrumbList", "itemListElement": crumbs},
            **where,
            **leaf.about,
        }


def _whole(leaf: Leaf) -> Leaf:
    told = without_commands(leaf.description)
    told = told if len(told) <= MOST_WORDS else told[: MOST_WORDS - 3].rpartition(" ")[0] + "..."
    fields = {name: getattr(leaf, name) for name in Leaf.__dataclass_fields__}
    heading = leaf.heading or leaf.title
    return Leaf(**{**fields, "description": told, "heading": heading, "short": leaf.short or heading})


def short(standard: str) -> str:
    """A definition as it stands in an address.

    >>> short("standard-hr-32")
    'hr-32'
    """
    return standard.removeprefix("standard-")


def anchor(cites: str) -> str:
    """A citation as the name of a place on a page.

    >>> anchor("Gov. Code 7284.6(a)(1)(A)")
    'gov-code-7284-6-a-1-a'
    """
    return "-".join("".join(sign if sign.isalnum() else " " for sign in cites.casefold()).split())


def href(rule: Rule) -> str:
    """Where a rule stands in the site."""
    return f"law/{rule.pack}/{rule.section}.html#{rule.id.partition('/')[2]}"


def told_of(library: Library) -> Callable[[str], Rule]:
    """What gives a rule by its full id, of whatever day."""
    packs: dict[str, dict[str, Rule]] = {}

    def rule(name: str) -> Rule:
        pack = name.partition("/")[0]
        if pack not in packs:
            packs[pack] = {one.id: one for one in library.get(pack).rules}
        return packs[pack][name]

    return rule


def command(*words: str) -> str:
    """A command as it can be typed."""
    return shlex.join(words)


def name_of(pack: Pack) -> str:
    """A pack in a list of links."""
    return titled(pack.file.title)
