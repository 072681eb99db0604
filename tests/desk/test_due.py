"""The page of duties: under which heading each stands, and in which order."""

import re
from typing import Any

from desk.conftest import Made
from desk.test_behind import member

__all__ = ["member"]


def test_no_day_that_has_passed_stands_under_what_is_ahead(member: Any, made: Made) -> None:
    """It is late, or from before the record began, of which the record cannot tell."""
    page = member("counsel").get("/due").content.decode()
    parts = dict(re.findall(r"<h2>([^<]+)</h2>(.*?)(?=<h2>|</main>)", page, re.DOTALL))
    today = f"{made.desk.today()}"
    days = {name: [one[:10] for one in re.findall(r"<strong>(\d{4}-\d\d-\d\d[^<]*)</strong>", part)] for name, part in parts.items()}
    assert days["Within a year"]
    assert all(one >= today for name in ("Within a year", "Within thirty days") for one in days[name])
    assert days["From before the record began: was it done?"]
    assert all(one < today for one in days["From before the record began: was it done?"])
    assert "owed by: every law enforcement agency" in parts["Within a year"]


def test_duties_of_entries_stand_by_the_numbers_of_these(made: Made) -> None:
    """Entry 8 before entry 10."""
    from sanctuary.account.due import DueItem
    from sanctuary.desk.behind.due import ordered

    items = [DueItem(f"{seq}.0", "ask-for-identification", None, "", "", seq, on="request") for seq in (10, 7, 8, 0)]
    assert [one.seq for one in ordered(items, made.clock())] == [0, 7, 8, 10]
