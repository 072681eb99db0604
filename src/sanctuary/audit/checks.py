"""What a mapping may say: every word is one that some situation has, and every way of reading is one."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sanctuary.audit.compare import fold, words_of
from sanctuary.audit.days import check_zone, read_format
from sanctuary.audit.fields import ABSENT_WORD, OPEN, Condition, Field, Word, is_reason, targets
from sanctuary.audit.periods import check_periods
from sanctuary.errors import EvidenceError, ended, nearest
from sanctuary.law.beside import PAPER
from sanctuary.law.meant import one_meant
from sanctuary.law.vocabulary import ACTOR, RESOURCE, Value, Variable, Vocabulary
from sanctuary.study.everyday import papers_named

if TYPE_CHECKING:
    from sanctuary.audit.mapping import Day, Release, Whose

__all__ = ["check_day", "check_done", "check_field", "check_release", "check_whose"]


def check_day(day: "Day", where: str, *, another: bool) -> None:
    """A column or a day, zones that exist, formats that are read."""
    if bool(day.column) == bool(day.on):
        raise EvidenceError(
            f"{where}: [day] needs a column or 'on', and not both. Write column = \"...\", or on = 2018-10-01 for every row."
        )
    for zone in (day.zone, day.local):
        check_zone(zone, where)
    if not day.formats:
        raise EvidenceError(f'{where}: [day] has no formats. Write one like formats = ["%Y-%m-%d"], or leave the key out.')
    if not 0 <= day.fiscal_year_begins <= 12:
        raise EvidenceError(f"{where}: fiscal_year_begins is {day.fiscal_year_begins}, and no month. Give 1 to 12.")
    if not day.on or another:
        check_periods(day.formats, where, begins=day.fiscal_year_begins, zone=day.zone, local=day.local)


def check_whose(whose: "Whose", where: str) -> None:
    """One government for all rows, or a column with a list."""
    if whose.rows_of and (whose.column or whose.values):
        raise EvidenceError(f"{where}: [whose] has both rows_of and a column. Keep one.")
    if bool(whose.column) != bool(whose.values):
        raise EvidenceError(f'{where}: [whose] needs a column and values, as in values = {{ "TEXAS" = "us-tx" }}.')
    _once(whose.values, fold_letters=False, name="whose", where=where)


def check_release(release: "Release", where: str) -> None:
    """Both columns or none, and formats that give an hour: days alone do not tell how late somebody went."""
    if bool(release.due) != bool(release.at):
        raise EvidenceError(f'{where}: [release] needs two columns. Write due = "..." and at = "...", or leave [release] out.')
    if release.due and not release.formats:
        raise EvidenceError(f'{where}: [release] has no formats. Write one with an hour, like formats = ["%Y-%m-%d %H:%M"].')
    for text in release.formats:
        if not read_format(text, where).timed:
            raise EvidenceError(f"{where}: the format '{text}' of [release] has no hour. Write one like %Y-%m-%d %H:%M.")


def check_done(done: Field | str, known: Sequence[str], where: str) -> None:
    """The words for what became of what was asked."""
    given = [word for word in targets(done, {}) if word != OPEN] if isinstance(done, Field) else [done] if done else []
    for word in given:
        if word not in known:
            raise EvidenceError(f"{where}: [done] cannot be '{word}'; {nearest(str(word), known)}")
    if isinstance(done, Field):
        if done.lookup or done.number or done.years_since:
            raise EvidenceError(f"{where}: [done] is read by values, words or choose.")
        _check_ways("done", done, where)
        _check_listed("done", done, where)


def check_field(name: str, field: Word | Field, table: Mapping[str, Word], vocabulary: Vocabulary, where: str) -> None:
    """Every word that the field can give is one that some situation has."""
    kinds = _kinds(name, vocabulary)
    if not kinds:
        facts = sorted({v.name for action in vocabulary.actions.values() for v in action.variables} - {ACTOR, RESOURCE})
        raise EvidenceError(f"{where}: no action has the fact '{name}'; {nearest(name, facts)}")
    if isinstance(field, Field):
        _check_ways(name, field, where)
        _check_listed(name, field, where)
        check_periods(field.years_since, where)
        if (field.number or field.years_since) and not any(v is not None and v.kind == "count" for v in kinds):
            raise EvidenceError(f"{where}: '{name}' is no number of years. Give values, words or a lookup.")
    given = targets(field, table) if isinstance(field, Field) else [field]
    _refuse_open(name, field, table, where)
    for word in _each(name, given, where):
        if word == OPEN or is_reason(word):
            continue
        if name == "action":
            if word not in vocabulary.actions:
                aside = "An act that is not among them is set aside in the report: cannot: REASON."
                raise EvidenceError(f"{where}: no action is called '{word}'; {ended(nearest(str(word), vocabulary.actions))} {aside}")
        elif not any(v is not None and _holds(v, word) for v in kinds):
            known = [str(value) for v in kinds if v is not None for value in v.domain]
            told = _two_papers(name, str(word), known) or nearest(str(word), list(dict.fromkeys(known)))
            raise EvidenceError(f"{where}: '{name}' cannot be '{word}'; {told}")


def _two_papers(name: str, word: str, known: Sequence[str]) -> str:
    """Of two papers in one word, which `decide` reads and a mapping does not: what to write; nothing of any other word."""
    found = [one_meant("value", part, known) for part in papers_named(word)] if name == PAPER else []
    if len(found) <= 1 or not all(found):
        return ""
    first = f"'{found[0]}'"
    return (
        f"a row has one paper here. Write {first}, which asks for the act: it decides, save where another is a judge's, which goes "
        f"first. What {' and '.join(found[1:])} brings beside it: sanctuary decide PLACE --fact paper={word!r}"
    )


def _each(name: str, given: Sequence[Word], where: str) -> list[str | bool | int]:
    """The words, those of lists one by one; refuses a list where one word is needed, and one that leaves nothing between two words."""
    found: list[str | bool | int] = []
    for word in given:
        if not isinstance(word, tuple):
            found.append(word)
            continue
        if name in ("action", ACTOR, RESOURCE):
            raise EvidenceError(f"{where}: '{name}' has several words for one cell, and no act can be judged without one. Give one.")
        if len(set(word)) < max(len(word), 2) or any(one in (OPEN, ABSENT_WORD) or is_reason(one) for one in word):
            raise EvidenceError(f"{where}: '{name}' has a list that is not of two or more different values. Give two, or one word.")
        found += word
    return found


def _refuse_open(name: str, field: Word | Field, table: Mapping[str, Word], where: str) -> None:
    """Who acts, and what is done to what, cannot be left open on purpose: a row without them is no act."""
    if name not in ("action", ACTOR, RESOURCE):
        return
    given = [*field.listed(), *table.values(), field.other] if isinstance(field, Field) else [field]
    if OPEN in given:
        raise EvidenceError(
            f"{where}: '{name}' is left open, and no act can be judged without it. Leave the cells out, so that they are counted as "
            "unknown to the mapping, or set them aside: skip: REASON."
        )


def _check_ways(name: str, field: Field, where: str) -> None:
    ways = [bool(field.values), bool(field.words), field.lookup is not None, field.number, bool(field.years_since), bool(field.choose)]
    if sum(ways) != 1:
        raise EvidenceError(
            f"{where}: '{name}' has {sum(ways)} ways to read its column; give one of values, words, lookup, number, years_since, choose."
        )
    if field.choose and (field.column or field.nothing or field.fold):
        raise EvidenceError(f"{where}: '{name}' chooses by conditions, each with its own column; leave column, nothing and fold out.")
    if not field.choose and not field.column:
        raise EvidenceError(f"{where}: '{name}' names no column. Write column = \"...\".")


def _check_listed(name: str, field: Field, where: str) -> None:
    """No listed phrase is without a word, for it would stand in every text; no listed cell is empty, or has two values."""
    conditions = [one for choice in field.choose for one in choice.when]
    phrases = (*(phrase for one in field.words for phrase in one.any), *field.nothing, *(p for one in conditions for p in one.any))
    for phrase in phrases:
        if not words_of(phrase):
            raise EvidenceError(f"{where}: '{name}' lists '{phrase}', which has no letter and no digit. Write a word or a phrase.")
    for choice in field.choose:
        if not choice.when:
            raise EvidenceError(f"{where}: '{name}' chooses '{choice.value}' under no condition. Write when = [...], or other = ...")
    for one in conditions:
        if sum((bool(one.among), bool(one.any), one.at_least is not None or one.below is not None, one.empty is not None)) != 1:
            raise EvidenceError(f"{where}: '{name}': a condition on '{one.column}' needs one of is, any, at_least or below, empty.")
        _refuse_no_number(name, one, where)
    _once(field.values, fold_letters=field.fold, name=name, where=where)


def _refuse_no_number(name: str, one: Condition, where: str) -> None:
    for bound in (one.at_least, one.below):
        if bound is not None and bound != bound:  # noqa: PLR0124 - only a NaN is not itself
            raise EvidenceError(f"{where}: '{name}': a bound of '{one.column}' is no number.")


def _once(values: Mapping[str, Word], *, fold_letters: bool, name: str, where: str) -> None:
    cells: dict[str, tuple[str, Word]] = {}
    for key, value in values.items():
        folded = fold(key, letters=fold_letters)
        if not folded:
            raise EvidenceError(f"{where}: '{name}' gives a value to '{key}', which is an empty cell. Write it as empty = ...")
        before, other = cells.setdefault(folded, (key, value))
        if other != value:
            raise EvidenceError(f"{where}: '{name}' gives two values to one cell, as '{before}' and as '{key}'. Keep one.")


def _kinds(name: str, vocabulary: Vocabulary) -> list[Variable | None]:
    """The variables of a name over all actions; a None stands for the action itself."""
    if name == "action":
        return [None]
    return [action.by_name[name] for action in vocabulary.actions.values() if name in action.by_name]


def _holds(variable: Variable, word: str | bool | int) -> bool:
    value: Value = None if word == ABSENT_WORD else word
    return any(value is one or (type(value) is type(one) and value == one) for one in variable.domain)
