"""The pages of places and definitions, printed from the program: one table of all, then why, then by which rules."""

import re
from functools import cache
from pathlib import Path

import answers
from sanctuary.engine.prove import Proofs
from sanctuary.law.jurisdiction import Law, law_of
from sanctuary.law.packs import Library
from sanctuary.study.assess import Assessment, StandardReport, assess

__all__ = ["BEGIN", "END", "PAGE", "assessed_place", "mandate_table", "of_law", "printed", "rules_page", "table"]

PAGE = Path(__file__).resolve().parent.parent / "docs" / "places.md"
BEGIN, END = "<!-- printed: begin -->", "<!-- printed: end -->"

SMALL = ("us-ca-los-angeles-superior-court", "us-ca-los-angeles-unified")
"""Packs that stand behind a place rather than being asked about."""

COLUMNS = {
    "standard-technical": "technical",
    "standard-hr-32": "H.R. 32",
    "standard-florida-908": "Florida's",
    "standard-minimum": "minimum",
    "standard-ice-out-of-la-2018": "the fourteen",
    "standard-mandate": "mandate",
    "standard-doj-2025": "Justice Department's traits",
    "standard-factors": "seven factors",
}


@cache
def assessed_place(place: str) -> tuple[Law, Assessment]:
    """A place under every definition, on the last day for which its law is known."""
    library = Library()
    law = law_of(library, place, library.get(place).file.known_through)
    return law, assess(Proofs(law), [library.get(name) for name in COLUMNS], differences=False)


def of_law() -> list[str]:
    """Every pack of law."""
    library = Library()
    return [name for name in library.ids if library.get(name).file.kind == "law"]


def assessed() -> list[tuple[Law, Assessment]]:
    """Every place that is asked about, under every definition."""
    return [assessed_place(place) for place in of_law() if place not in SMALL]


def _cell(one: StandardReport) -> str:
    """A verdict, with a star where it rests on reports; the strict one after it where it differs; or a count."""
    if one.verdict is None:
        return one.headline.answer.lower()
    word = str(one.verdict).replace("not-applicable", "not asked")
    if one.verdict == "unknown" and one.as_far_as_searched not in ("unknown", None):
        word += f" ({one.as_far_as_searched}, as far as searched)"
    strict = str(one.strict).replace("not-applicable", "not asked")
    return word + ("*" if one.reported else "") + (f"; strictly {strict}" if one.strict != one.verdict else "")


def table() -> str:
    """All places by all definitions, and under it, place by place, why."""
    lines = [f"| place, day | all read through | {' | '.join(COLUMNS.values())} |", "|---" * (len(COLUMNS) + 2) + "|"]
    for _, report in assessed():
        cells = (f"{report.title}, {report.on}", str(report.known_through), *(_cell(one) for one in report.standards))
        lines.append(f"| {' | '.join(cells)} |")
    for _, report in assessed():
        lines += ["", f"### {report.title}", ""]
        for one in report.standards:
            told = "; ".join([*one.otherwise, one.why])
            answer = str(one.verdict).replace("not-applicable", "not asked") if one.verdict else "counts only"
            lines.append(f"- **{one.title}**: {answer}{'*' if one.reported else ''}. {told[0].upper()}{told[1:]}.")
    return "\n".join([*lines, "", *before()])


def before() -> list[str]:
    """Verdicts that were others before, from the lines of the packs' changes, the latest first."""
    names = {law.place.id: report.title for law, report in assessed()}
    lines = ["### Verdicts that were others before", "", "| since | place | definition | was | is |", "|---|---|---|---|---|"]
    for one in reversed(answers.changes()):
        place, definition, item = one.key
        if item == "verdict" and place in names:
            (day,) = re.findall(r"\d{4}-\d{2}-\d{2}", one.heading)
            lines.append(f"| {day} | {names[place]} | {COLUMNS[definition]} | {one.before} | {one.after} |")
    return lines


def mandate_table() -> str:
    """Which criteria of the mandate definition each place meets."""
    words = {"met": "met", "partly": "partly", "not-met": "not met", "not-fully-met": "not fully met", "unknown": "unknown"}
    names = [f"M{number}" for number in range(1, 9)]
    lines = [f"| place | {' | '.join(names)} | answer |", "|---" * 10 + "|"]
    for _, report in assessed():
        (one,) = (one for one in report.standards if one.id == "standard-mandate")
        cells = [words.get(c.status, "not asked") + ("*" if c.reported else "") for c in one.criteria]
        lines.append(f"| {report.title} | {' | '.join(cells)} | {_cell(one)} |")
    return "\n".join(lines)


def printed(text: str, body: str) -> str:
    """A page with what stands between its two marks printed anew."""
    head, _, rest = text.partition(BEGIN)
    return f"{head}{BEGIN}\n{body}\n{END}{rest.partition(END)[2]}"


def rules_page() -> str:
    """docs/places-rules.md: for each place and standard, what came out and by which rules."""
    lines = [
        "# By which rules",
        "",
        "For each place and definition: the answer, and the paragraphs on which each criterion that is met or partly met rests (a star",
        "marks a paragraph whose text was not read). What is not met rests on no rule; what is unknown says why in",
        "`sanctuary assess PLACE --standard ID`.",
    ]
    for law, report in assessed():
        lines += ["", f"## {report.title}, {report.on}"]
        for one in report.standards:
            lines += ["", f"**{one.title}: {one.verdict or _cell(one)}**", ""]
            shown = [c for c in one.criteria if c.status in ("met", "partly")]
            lines += [f"- {c.id}, {c.title}: {c.status}. {_resting(law, c.rests_on)}" for c in shown] or ["- nothing met or partly met"]
    return "\n".join(lines) + "\n"


def _resting(law: Law, names: tuple[str, ...]) -> str:
    rules = [law.by_id[name].rule for name in names]
    cites = list(dict.fromkeys(f"{rule.cites}{'*' if rule.reported else ''}" for rule in rules))
    more = f" and {len(cites) - 6} more" if len(cites) > 6 else ""
    return ("; ".join(cites[:6]) + more or "A fact of the place") + "."
