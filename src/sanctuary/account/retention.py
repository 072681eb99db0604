"""How long the law has a record kept, and whose consent its destruction needs: terms of the packs, by the kind of government.

A record of a city and one of a county fall under different sections of one code; the pack says which kind of government each binds. A
retention schedule of the agency may say longer, and is not known here.
"""

from sanctuary.errors import PackError
from sanctuary.law.jurisdiction import Law
from sanctuary.model import RetentionTerm

__all__ = ["terms_of"]

_MOST = 100
"""Years of the longest term that is no slip of the pen."""


def terms_of(law: Law, agency: str = "") -> tuple[RetentionTerm, ...]:
    """The terms in force on the law's day for the records of an agency, in the vocabulary's word for an actor; else of the place itself.

    Refuses a term that is no number of years, or that binds no kind of government.
    """
    runs = law.run_by(agency) if agency in law.runs else law.place.id
    kind = law.packs[runs].government if runs in law.packs else law.place.government
    for pack in law.packs.values():
        for term in pack.retention:
            if not 0 < term.years <= _MOST or not term.of:
                where = pack.folder / "retention.toml"
                raise PackError(f"{where}: '{term.id}' needs years from 1 to {_MOST}, and kinds of government in `of`.")
    return tuple(
        term
        for pack in law.packs.values()
        for term in pack.retention
        if kind in term.of and term.since <= law.on and (term.until is None or law.on < term.until)
    )
