"""A table of situations in words: every row as `decide` answers it."""

from typing import Any

import polars as pl
import pytest

import tiers
from sanctuary.engine.answer import answer
from sanctuary.engine.frame import decide_frame
from sanctuary.engine.prove import Proofs
from sanctuary.errors import RequestError
from sanctuary.law.vocabulary import Action, Value
from situations import random_values

ACTIONS = ("disclose", "transfer", "ask", "release")


def in_words(action: Action, values: dict[str, Value], *, text: bool) -> dict[str, Any]:
    """A row as somebody would write it: absent as a word, or as -1 among numbers; truth values as words, if asked."""
    row: dict[str, Any] = {"action": action.name}
    for name, value in values.items():
        kind = action.by_name[name].kind
        if value is None:
            row[name] = -1 if kind == "count" else "absent"
        else:
            row[name] = str(value).lower() if text and kind == "bool" else value
    return row


@pytest.mark.drawn("rows in words beside decide")
@pytest.mark.parametrize("text", [False, True], ids=["typed", "as text"])
def test_every_row_is_what_decide_says(proofs: Proofs, text: bool) -> None:
    """Complete rows and rows with open facts, of several actions in any order; what cannot occur is told, and nothing is lost."""
    rng = tiers.rng(41)
    rows, known = [], []
    for _ in range(tiers.cases("rows in words beside decide")):
        action = proofs.law.vocabulary.actions[rng.choice(ACTIONS)]
        values = random_values(rng, action)
        kept = {name: value for name, value in values.items() if rng.random() < 0.7 or name in ("actor", "resource")}
        facts = values if rng.random() < 0.5 else kept
        rows.append(in_words(action, facts, text=text))
        known.append((action.name, facts))
    frame = pl.from_dicts([{"number": number, **row} for number, row in enumerate(rows)], infer_schema_length=None)
    told = decide_frame(proofs, frame, {}, "assumed", ["number"])
    assert told.columns[: len(frame.columns)] == frame.columns
    for (action_name, facts), row in zip(known, told.iter_rows(named=True), strict=True):
        try:
            found = answer(proofs, action_name, facts, {}, "assumed")
        except RequestError:
            assert row["outcome"] == "cannot-occur"
            continue
        assert row["outcome"] == str(found.outcome)
        assert row["because"].split() == list(found.because)
        assert row["duties"].split() == list(found.duties)
        assert row["depends_on"].split() == list(found.depends_on)


ROW: dict[str, Any] = {"actor": "sheriff", "action": "hold", "resource": "subject"}


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"papr": "none"}, "no fact is called 'papr'; did you mean 'paper'"),
        ({"paper": "detaner"}, "row 1, column 'paper': no value of 'paper' is called 'detaner'; did you mean 'detainer'"),
        ({"needed_for_service": True}, "row 1, column 'needed_for_service': 'hold' has no such fact. Leave the cell empty"),
        ({"actor": None}, "row 1, column 'actor': empty"),
        ({"action": "hild"}, "no action is called 'hild'"),
        ({"outcome": "must"}, "has a column 'outcome'"),
        ({"already_public": "absent"}, "row 1, column 'already_public': 'already_public' is the text \"absent\"; write true or false"),
        ({"history.years_since_listed_felony": 400}, "expected whole years from 0 to 99"),
    ],
)
def test_what_no_fact_can_be_is_refused_with_its_place(proofs: Proofs, more: dict[str, Any], message: str) -> None:
    with pytest.raises(RequestError, match=message):
        decide_frame(proofs, pl.DataFrame([{**ROW, **more}]), {}, "assumed")


def test_a_table_without_rows_and_one_that_is_lazy(proofs: Proofs) -> None:
    """No row gives no row, with every column; a lazy table is read."""
    frame = pl.DataFrame([ROW])
    assert decide_frame(proofs, frame.clear(), {}, "assumed").columns == [*ROW, "outcome", "because", "duties", "depends_on"]
    assert decide_frame(proofs, frame.lazy(), {}, "assumed").equals(decide_frame(proofs, frame, {}, "assumed"))


def test_null_is_open_in_every_kind_of_table(proofs: Proofs) -> None:
    """In pandas a missing number makes its column one of fractions, and a missing word is NaN or NA: open, as None is elsewhere."""
    pandas, arrow = pytest.importorskip("pandas"), pytest.importorskip("pyarrow")
    columns: dict[str, list[Any]] = {
        **{name: [value] * 4 for name, value in {"actor": "police", "action": "disclose", "resource": "release-date"}.items()},
        "paper": ["detainer", None, "none", "detainer"],
        "history.hate_crime": [True, None, False, None],
        "history.years_since_listed_felony": [3, None, -1, -1],
    }
    plain = pandas.DataFrame(columns)
    assert plain["history.years_since_listed_felony"].dtype == "float64"
    holes = plain.assign(paper=["detainer", float("nan"), "none", "detainer"])
    tables = [plain, holes, plain.convert_dtypes(), plain.astype({"paper": "category"})]
    wanted = decide_frame(proofs, pl.DataFrame(columns), {}, "assumed")["depends_on"].to_list()
    for table in tables:
        assert decide_frame(proofs, table, {}, "assumed")["depends_on"].tolist() == wanted
    assert decide_frame(proofs, arrow.table(columns), {}, "assumed")["depends_on"].to_pylist() == wanted
    assert len(set(wanted)) == 4


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("history.years_since_listed_felony", 3.5, "expected whole years"),
        ("history.hate_crime", 1, "expected true or false"),
        ("paper", ["none"], "row 2, column 'paper'"),
        ("actor", float("nan"), "row 2, column 'actor': empty"),
    ],
)
def test_a_cell_of_another_type_is_refused(proofs: Proofs, column: str, cell: object, told: str) -> None:
    """Also after one that is equal to it and of the right type: True and 1 are equal."""
    pandas = pytest.importorskip("pandas")
    first = {"history.hate_crime": True, "history.years_since_listed_felony": 3, "paper": "none", "actor": "police"}
    row = {"actor": "police", "action": "disclose", "resource": "release-date", **first}
    with pytest.raises(RequestError, match=told):
        decide_frame(proofs, pandas.DataFrame([row, {**row, column: cell}]).astype(object), {}, "assumed")


def test_two_columns_of_one_name_are_refused(proofs: Proofs) -> None:
    """A table of pandas can have them."""
    pandas = pytest.importorskip("pandas")
    row = pandas.DataFrame([{**ROW, "paper": "none"}])
    with pytest.raises(RequestError, match="two columns of the table have one name"):
        decide_frame(proofs, pandas.concat([row, row[["paper"]]], axis=1), {}, "assumed")
