"""Sentences of usual shapes that undo a paper all the same: they free whom it takes, tell that it was carried out, or that others wrote it.

A shape tells that a sentence is usual, and not that it agrees with the next one. A warrant takes or searches, and an order may; what frees
the same person, or says that nothing is to be done, contradicts it. Which of the two holds the clerk of court can tell.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from sanctuary.triage.days import days_in
from sanctuary.triage.knowledge import Kind
from sanctuary.triage.sheaf import Sheaf
from sanctuary.triage.signs import Found, Sheet

__all__ = ["SIGNS", "contrary"]

Told = Sequence[tuple[Sheet, int, str]]
WARRANTS = (
    "federal-arrest-warrant", "state-arrest-warrant", "bench-warrant", "federal-search-warrant", "state-search-warrant",
    "civil-inspection-warrant",
)  # fmt: skip
DETERMINATION = "judicial-probable-cause-determination"
"""It is about somebody who was arrested already."""


def _one(*parts: str) -> re.Pattern[str]:
    return re.compile("|".join(parts), re.IGNORECASE)


BEGIN, END = r"(?:^|[.;:] )", r"\W*(?:[.;]|$)"
TAKES = _one(
    r"(?<!not )\b(?:be|hereby|must be|is|are) (?:\w+ly )?(?:remanded|committed)\b",
    r"(?<!not )\b(?:be|hereby) (?:\w+ly )?(?:detained|arrested|apprehended|incarcerated|imprisoned|confined|taken|held|attached)\b",
    r"\bdetention (?:is (?:warranted|ordered|required)|order)|\border of (?:detention|commitment)|\bad (?:prosequendum|testificandum)",
    r"\b(?:commanded|ordered|directed|required|order|command|direct)\b[^.;]{0,40}"
    r"\b(?:arrest|apprehend|seize|detain|commit|confine|take|remove|evict)\b",
    r"\bhave (?:you )?the body\b|\bprobable cause to (?:believe|detain)|\boffense was committed",
)
"""What an order says that takes somebody, or keeps him."""
WHO = (
    r"(?:the|said|such|any|this|that|his|her)? ?(?:\w+ )?(?:defendant|person|accused|prisoner|inmate|respondent|petitioner|witness|offender"
    r"|detainee|subject|individual|juvenile|minor|child|probationer|principal|body|him|her|them|man|woman)s?"
)
FREES = _one(
    r"\b(?:be|is|are|hereby|stands|remains?) (?:now |hereby |\w+ly |forthwith |ordered )*"
    r"(?:released|discharged|freed|let go|let be|set free|set at liberty|left alone|exonerated)\b",
    rf"(?:^|\b(?:to|shall|must|may|will|hereby|and|orders?|directs?)) (?:\w+ly |forthwith |now )?(?:release|discharge|free|let go) {WHO}\b",
    r"^\W*(?:release|discharge|free) (?:the|said|him|her)\b|\b(?:order|direct|grant)s? (?:the |immediate )*release of\b",
    r"\b(?:remain|stay) at home|\breturned? (?:to )?(?:his |her |their )?home\b",
    r"\b(?:shall|must|may|to|hereby|ordered) (?:be |remain |go |stay |now |hereby |set |left )+(?:at liberty|at large)\b",
    r"\b(?:go home|go free|go his way|return home|remain free|be free|leave the (?:court|jail))\b",
    rf"\blet {WHO} (?:go|be)\b",
    r"\b(?:shall|must|may|should|will|is|are|be|do|does|to) not (?:to )?(?:be )?(?:\w+ly )?(?:arrest|detain|apprehend|incarcerat|imprison"
    r"|confine|tak(?:e|en) into|brought|search|enforc|execut|serv|enter|evict)\w*",
    r"\b(?:defendant|respondent|accused|prisoner|inmate)s?'?s? (?:\w+ )?(?:motion|request|application|petition)\b.{0,60}\bgranted\b",
    r"\bmotion to suppress\b.{0,60}\bgranted\b",
)
NOT_FREED = _one(
    r"\b(?:not|never|nor|fail\w*|refus\w*|neglect\w*|declin\w*) (?:to )?(?:be )?(?:\w+ly )?(?:releas\w+|discharg\w+|free[ds]?|let|set"
    r"|left alone|go|return(?:ed)?|remain|stay|leave|at liberty|at large)\b[^.;,]*",
    r"\b(?:believed|thought|known|suspected|said|alleged|reported|presumed|likely|continu\w+|appears?|intend\w*|plan\w*|attempt\w*"
    r"|tr(?:y|ies|ied)|threat\w+|s(?:eek|ought)s?|want\w*|expect\w*|were \w+) to [^.;,]*",
    r"\bmay (?:still )?be (?:still )?at (?:large|liberty)\b",
)
"""What is told of somebody who is sought, or is not to be freed; it frees nobody."""
EXCUSED = _one(
    r"\b(?:bail|bond|payment|pays?|paid|posting|posts|until|unless|if|before|after|when|upon|nights?|nighttime|between|sundays?|holidays?"
    r"|without|except|later|more than|custody of (?:the )?(?:united states )?(?:marshal|sheriff|warden)|prosequendum|testificandum|writ"
    r"|warrants? for|continu\w+|other persons?|minor children)\b",
    r"\b[ap]\.?m\b",
)
"""Words by which a sentence about freedom, or about what is not done, sets a condition or an hour; it frees nobody now."""
OTHERWISE = _one(r"\b(?:if|unless)\b[^.;,]{0,20}\b(?:otherwise|held|wanted|detained|other (?:charge|matter|cause|ground))[^.;,]*")
"""A condition that orders of release have all the same."""
GIVES_BACK = _one(
    r"\b(?:clerk|sheriff|officers?|marshal|deputy|constable|agency|department)s? (?:of (?:the )?court )?"
    r"(?:shall|must|is to|are to|will|is (?:hereby )?(?:directed|ordered|commanded) to) (?:\w+ly )?"
    r"(?:return|remove|destroy|surrender|shred|withdraw|take back|delete|purge|clear|send back|void) (?:this|the|said) (?:\w+ )?"
    rf"(?:warrant|writ|capias|order|paper)(?: (?:to (?:the|this) (?:court|clerk)|from [^.;]{{0,40}}))?{END}",
    rf"{BEGIN}(?:return|surrender|bring back) (?:this|the|said) (?:\w+ )?(?:warrant|writ|capias)"
    rf"(?: to (?:the |this )?(?:court|clerk|judge))?{END}",
    rf"{BEGIN}(?:return(?:ed)?|back) to (?:the )?(?:court|sender|clerk){END}",
    r"\bdo not (?:serve|execute|arrest|detain|apprehend|enforce|act)\b",
    r"\bremove\w* from (?:ncic|nlets|clets|the (?:system|list|file))",
)
"""Who is told to give the paper back or not to act on it, with nothing of a return that is made after it was carried out."""
PHONE = r"\b(?:by|over the|on the) (?:tele)?phone\b"
OTHERS = _one(
    r"\bread (?:\w+ ){0,4}to (?:the|a|said) (?:\w+ )?(?:judge|magistrate|justice)\b",
    r"\bsigned (?:by|for) [^.;]{0,40}\bfor (?:the |said |his |her )?(?:\w+ )?(?:judge|magistrate|justice|court)\b",
    r"\b(?:signed|approved|authorized) by (?:the |a )?(?:deputy |court |judge's |law )?(?:clerk|secretary|assistant)\b",
    r"\b(?:clerk|secretary|assistant|officer|agent|sheriff|deputy|staff)\b[^.;]{0,20}\b(?:signed|wrote|added|stamped|typed)\b[^.;]{0,30}"
    r"\b(?:judge|magistrate|justice)",
    r"\bsigned? [^.;]{0,20}\b(?:judge|magistrate)'?s? name\b|\bname (?:was|is) signed\b",
    r"\b(?:signature|signed|name) (?:affixed )?(?:by|with) (?:a |the |\w+ )?(?:rubber )?(?:stamp|autopen|machine)\b",
    r"\b(?:submitted|presented|sent|left|forwarded|tendered|ready|waiting|prepared|lodged) (?:\w+ )?for (?:\w+ ){0,2}"
    r"(?:signature|approval|signing)\b",
    rf"\b(?:judge|magistrate|justice)\b[^.;]{{0,30}}{PHONE}[^.;]{{0,30}}\b(?:approved|agreed|authorized|said)\b",
    rf"\b(?:judge|magistrate|justice) (?:\w+ )?(?:approved|agreed to|authorized|okayed) [^.;]{{0,30}}{PHONE}",
)
"""What a judge does not say of the own paper: the judge's name was written by others, or is still to be written."""
SHOWN = _one(
    rf"{BEGIN}(?:made |drawn |meant |kept )?(?:for|used?)(?: use| only)?(?: (?:in|at|by|as|for))?(?: (?:a|an|the|our|this))?(?: \w+)? "
    r"(?:class(?:es|room)?(?! [a-e0-9]\b)|films?|movies?|stage|demonstrations?|rehearsals?|television|theaters?|lectures?|workshops?"
    r"|seminars?|displays?|exhibitions?|illustration|instruction|students?|trainees?|props?)\b"
)
"""A sentence that tells for what show the paper was made."""
UNTRUE = _one(
    r"\b(?:complaint|affidavit|statement|oath|application|information|testimony|petition|accusation|evidence|story|facts?|report)s? "
    r"(?:\w+ )?(?:was|were|is|are|has been|had been) (?:\w+ )?(?:made up|invented|concocted|fabricated|planted|bought)\b",
    r"\b(?:affiant|complainant|officer|agent|deputy|detective|informant|witness|applicant|sheriff|trooper)s?\b[^.;]{0,40}"
    r"\b(?:charged|convicted|accused|indicted|guilty|committed|committing|admitted|suspected)\b[^.;]{0,12}"
    r"\b(?:perjury|lying|forgery|false)\b",
)
"""That what was sworn is not true, in words that charge others elsewhere."""
AGENCY = (
    r"(?:secretary|director|bureau|agency|division|attorney general|chief|superintendent|governor|field office|police|sheriff|board"
    r"|commission|administrator|warden|department|office of|immigration|customs|homeland)\b"
)
ISSUER = _one(
    r"\b(?:issued|given|made|granted|signed|approved|authorized) "
    rf"(?:by|(?:under|by|on|upon) (?:the )?(?:authority|order|direction|command) of|for) (?:the )?(?:\w+ ){{0,2}}?{AGENCY}",
    rf"{BEGIN}by (?:the )?(?:order|authority|direction|command) of (?:the )?(?:\w+ ){{0,2}}?{AGENCY}",
    rf"{BEGIN}(?:(?:on|in) behalf|(?:at|upon|by|on) (?:the )?(?:request|instance)) of (?:the )?(?:\w+ ){{0,2}}?{AGENCY}",
    r"\b(?:be|is|are) (?:\w+ly )?(?:removed|deported|expelled) from the united states\b",
)
"""By whose authority a paper of an agency is made, and what it does."""
NOT = _one(r"\b(?:not|enjoined|restrained|prohibited|refrain)\b")
ANOTHER = _one(
    r"\b(?:person|defendant|accused|individual)\b[^.;]{0,40}\b(?:is|was) (?:another|someone else|somebody else|a different|not the)\b",
    r"(?<!night )(?<!nighttime )(?<!night time )(?<!knock )\b(?:execution|service|arrest|entry|search|seizure) (?:of (?:this|the) \w+ )?"
    r"(?:is|was) (?:not (?:yet )?|un)(?:authorized|permitted|allowed|approved)\b",
)
"""That it is about somebody else, or that what it commands is not allowed."""
GONE = _one(
    r"\b(?:charge|count|offense|indictment|information|complaint|accusation|statute|ordinance|conviction|sentence|judgment)s? "
    r"(?:\w+ )?(?:is|are|was|were|has been|have been) (?:\w+ )?(?:reduced|repealed|commuted|pardoned|stricken|struck|abandoned|resolved"
    r"|settled|expunged|adjourned in contemplation)\b",
)
"""That what the paper rests on is no longer so."""
PAST = _one(
    r"\b(?:was|were|been|did|has|have|had)\b[^.;]{0,40}?\b(?:arraigned|arrested|apprehended|appeared|seized|searched|served|executed|brought"
    r"|booked|completed|taken|found|returned|surrendered|carried out|held|sentenced|released)\b",
    r"^\W*(?:arraigned|arrested|appeared|seized|searched|served|executed|booked|completed|returned)\b",
)
"""Somebody tells what was done."""
EXECUTED = _one(r"^\W*executed (?:on|this)\b[^.;]*\d")
"""How a warrant's return begins; some orders bear their day so."""
ARRAIGNED = _one(r"\b(?:was|were|has been|is|stands) (?:\w+ly )?(?:arraigned|sentenced|pardoned|acquitted)\b")
FAILED = _one(r"\bfail|\bneglect|\bdid not (?:appear|return|report|comply)|\babscond|\bnot appear|\bviolat")
"""Why somebody who was arraigned is taken again."""
BACK = "it says that the paper is to be given back, or not to be acted on"
FREED = "it orders two things that cannot both be done: to take or hold somebody, and to let the person go or be"
CARRIED_OUT = "it tells something that usually comes after it: it may have been carried out"
BY_OTHERS = "it says that others wrote the judge's name, or that the judge is still to write it"
UNSWORN = "it says that what was sworn is not true, or that who swore it is charged with untruth"
RESTS = "it says that the charge, the law or the sentence on which it rests is no longer so"
ELSE = "it says that it is about somebody else, or that what it commands is not allowed"
OF_AGENCY = "it says that an agency or an officer issued it"
FOR_SHOW = "it says that the paper was made to be shown"
SIGNS = (BACK, FREED, CARRIED_OUT, BY_OTHERS, UNSWORN, RESTS, ELSE, OF_AGENCY, FOR_SHOW)
"""All that is told here against a judge's decision."""


def contrary(sheaf: Sheaf, kind: Kind) -> Iterator[tuple[str, Found]]:
    """What contradicts a paper that takes or searches, or tells that it is done with or was written by others."""
    told = [(sheet, at, text) for sheet in sheaf.sheets for at, text in _sentences(sheet)]
    lines = [(sheet, at, line.text) for sheet in sheaf.sheets for at, line in enumerate(sheet.lines)]
    for sheet, at, text in told:
        for sign, pattern in (
            (BY_OTHERS, OTHERS),
            (UNSWORN, UNTRUE),
            (RESTS, GONE),
            (ELSE, ANOTHER),
        ):
            if pattern.search(text):
                yield sign, sheet.found(at)
    # A line may begin a sentence though the one before has no point.
    for sheet, at, text in (*told, *lines):
        if GIVES_BACK.search(text):
            yield BACK, sheet.found(at)
        if ISSUER.search(text) and not NOT.search(text):
            yield OF_AGENCY, sheet.found(at)
        if SHOWN.search(text):
            yield FOR_SHOW, sheet.found(at)
    if kind.paper in WARRANTS or any(TAKES.search(text) for _, _, text in told):
        yield from _freed(told)
        if kind.paper != DETERMINATION:
            issued = max(days_in([text for _, _, text in lines]), default=None)
            yield from _carried_out(told, issued, [text for _, _, text in lines], warrant=kind.paper in WARRANTS)
            yield from ((CARRIED_OUT, sheet.found(at)) for sheet, at, text in lines if kind.paper in WARRANTS and EXECUTED.search(text))


def _freed(told: Told) -> Iterator[tuple[str, Found]]:
    """Sentences that free somebody, or forbid what a warrant commands, with no condition."""
    for sheet, at, text in told:
        if FREES.search(NOT_FREED.sub("", text)) and not EXCUSED.search(OTHERWISE.sub("", text)):
            yield FREED, sheet.found(at)


def _carried_out(told: Told, issued: date | None, lines: Sequence[str], *, warrant: bool) -> Iterator[tuple[str, Found]]:
    """Sentences that tell what was done: on a day after the paper's own, or of somebody who came, and did not stay away later."""
    failed = any(FAILED.search(text) for _, _, text in told)
    for sheet, at, text in told:
        later = issued is not None and PAST.search(text) is not None and any(day > issued for day in days_in([text]))
        if later or (ARRAIGNED.search(text) and not failed and not _earlier(text, lines, same=not warrant)):
            yield CARRIED_OUT, sheet.found(at)


def _earlier(text: str, lines: Sequence[str], *, same: bool) -> bool:
    """Whether a sentence names days, and all are before the day of the rest of the paper, or that day where `same`."""
    own = max(days_in([line for line in lines if line.strip() not in text and text not in line]), default=None)
    days = days_in([text])
    return bool(days) and own is not None and all(day < own or (same and day == own) for day in days)


def _sentences(sheet: Sheet) -> Iterator[tuple[int, str]]:
    """The sentences of a page with their first lines: the end of a line joins, a point parts."""
    begun, parts = -1, list[str]()
    for at, line in enumerate(sheet.lines):
        for place, piece in enumerate(re.split(r"(?<=[A-Za-z0-9)][.;!?])(?: +|$)", line.text.strip())):
            if place and parts:
                yield begun, " ".join(parts)
                parts = []
            if piece:
                begun = begun if parts else at
                parts.append(piece)
    if parts:
        yield begun, " ".join(parts)
