"""The report of a decision: everything that a person at a desk needs to check the answer, as docs/json.md has it."""

from collections.abc import Mapping
from datetime import date

from sanctuary.documents import Frozen, Result
from sanctuary.law.standing import KnownLaw
from sanctuary.law.used import PackUsed, digest_of_packs
from sanctuary.model import Outcome

__all__ = [
    "SCHEMA",
    "ConsequenceReport",
    "CourtPaperReport",
    "DecisionReport",
    "DutyReport",
    "EnjoinedReport",
    "HoldReport",
    "OpposedReport",
    "OtherPaperReport",
    "ReadingReport",
    "RuleReport",
    "SettledReport",
    "SuitReport",
    "VoidedReport",
]

SCHEMA = "sanctuary.decide/8"


class RuleReport(Frozen, frozen=True):
    """A rule that decides: its paragraph in plain words, what was read, from which day. `always`: in every filling.

    `caveats` are what its law file says must be known beside it, `excepts` what it says of the exceptions, `lists` what the text lists;
    `limits` what it limits, or bans limits of. `yields` is to what a permission yields by its words, `optional` that nobody has to use it;
    `opens` the case that it opens, in a few words; `protects` whom the text keeps from liability for following it.
    """

    id: str
    cites: str
    words: str
    effect: str
    level: str
    instrument: str
    source: str
    reported: bool
    since: date
    until: date | None
    disputed: str
    always: bool
    limits: tuple[str, ...]
    caveats: tuple[str, ...]
    excepts: tuple[str, ...]
    lists: tuple[str, ...]
    yields: tuple[str, ...]
    optional: tuple[str, ...]
    opens: str
    protects: tuple[str, ...]


class VoidedReport(Frozen, frozen=True):
    """A rule that forbids and has no force here, in some filling at least: the guarantees of a higher law that void it."""

    rule: RuleReport
    by: tuple[str, ...]


class EnjoinedReport(Frozen, frozen=True):
    """A rule that would speak of the situation, and that a court has stopped."""

    rule: RuleReport
    court: str
    number: str
    since: date
    part: str
    source: str


class SettledReport(Frozen, frozen=True):
    """A reading that a court has settled; `contrary` where the question fixes it otherwise.

    `open_for` are actors whom the court does not bind.
    """

    id: str
    value: bool
    court: str
    number: str
    since: date
    binds: str
    open_for: tuple[str, ...]
    contrary: bool


class OpposedReport(Frozen, frozen=True):
    """An act that undoes this one and that rules command too, in some circumstances; `wins` is the act of the higher level, or nothing."""

    acts: tuple[str, str]
    rules: tuple[str, ...]
    wins: str


class ConsequenceReport(Frozen, frozen=True):
    """What a text attaches to going against a rule that decides."""

    title: str
    who: str
    kind: str
    cites: str
    reported: bool
    rules: tuple[str, ...]


class CourtPaperReport(Frozen, frozen=True):
    """The outcomes with some papers of a court that cover what is asked, where they differ from the answer."""

    court: str
    papers: tuple[str, ...]
    outcomes: tuple[Outcome, ...]


class DutyReport(Frozen, frozen=True):
    """A duty that follows: on a request, on the act or on a breach; `within` is a clock of the text, or nothing."""

    duty: str
    on: str
    within: str
    rule: str
    cites: str
    always: bool


class OtherPaperReport(Frozen, frozen=True):
    """What would be so on the paper that comes with the one named: `because` decides in every filling.

    `duties` are those on that paper which do not follow on the one named.
    """

    paper: str
    outcome: Outcome
    outcomes: tuple[Outcome, ...]
    because: tuple[str, ...]
    duties: tuple[DutyReport, ...]


class HoldReport(Frozen, frozen=True):
    """What the law says of keeping somebody past release on a detainer: `because` decides in every filling, `cites` in some at least.

    `reported`: some of these texts were not read.
    """

    outcome: Outcome
    outcomes: tuple[Outcome, ...]
    because: tuple[str, ...]
    cites: tuple[str, ...]
    reported: bool


class ReadingReport(Frozen, frozen=True):
    """An open dispute that the answer turns on."""

    id: str
    question: str
    when_true: str
    when_false: str


class SoonReport(Frozen, frozen=True):
    """What enacted law makes of an answer from a day within a year on: its outcome, the paragraph that leads, and both in a sentence."""

    on: date
    outcome: Outcome
    outcomes: tuple[Outcome, ...]
    cites: str
    says: str


class SuitReport(Frozen, frozen=True):
    """A suit that touches a rule which decides or obliges."""

    title: str
    court: str
    number: str
    status: str
    binds: str
    touches: tuple[str, ...]


class DecisionReport(Result, frozen=True):
    """The answer of `decide`; shapes are documented in docs/json.md.

    `paper` is the paper that the question names, or nothing: a fact of the request, and the only one that is repeated.
    `presumed`: the day is later than the last that was searched. `assumed` holds `no-court-paper` where none was named. `unsearched`
    names the packs in which a rule that was not found could change the answer; `unless`, where it allows the act, the governments that
    may forbid it and of whose law on it nothing was searched: the answer holds unless they do. `excepted` are rules that forbid the act,
    and whose own exceptions take it out in every filling: what they leave open is open, and no rule permits it outright. `read` says how
    words were read that are none of the vocabulary's. `past_release` is what a hold on the detainer in hand would be, where the question is
    of a transfer or of a notice of the release. `known_law`: law that bears here, known of and not encoded. `soon`, which the command
    fills in: what enacted law makes of the answer within a year.
    """

    schema: str
    place: str
    on: date
    known_through: date
    presumed: bool
    actor: str
    run_by: str
    action: str
    resource: str
    paper: str
    outcome: Outcome
    outcomes: tuple[Outcome, ...]
    because: tuple[str, ...]
    rules: tuple[RuleReport, ...]
    overridden: tuple[RuleReport, ...]
    voided: tuple[VoidedReport, ...]
    notes: tuple[RuleReport, ...]
    excepted: tuple[RuleReport, ...]
    enjoined: tuple[EnjoinedReport, ...]
    opposed: OpposedReport | None
    duties: tuple[DutyReport, ...]
    consequences: tuple[ConsequenceReport, ...]
    depends_on: tuple[str, ...]
    by_reading: Mapping[str, Mapping[str, Outcome]]
    readings: tuple[ReadingReport, ...]
    settled: tuple[SettledReport, ...]
    assumed: tuple[str, ...]
    with_court_paper: tuple[CourtPaperReport, ...]
    with_other_paper: OtherPaperReport | None
    reported: bool
    unsearched: tuple[str, ...]
    unless: tuple[str, ...]
    proceedings: tuple[SuitReport, ...]
    packs: tuple[PackUsed, ...]
    read: tuple[str, ...] = ()
    past_release: HoldReport | None = None
    known_law: tuple[KnownLaw, ...] = ()
    soon: SoonReport | None = None

    @property
    def digest(self) -> str:
        """The digest of the law that gave this (`Law.digest`)."""
        return digest_of_packs(self.packs)
