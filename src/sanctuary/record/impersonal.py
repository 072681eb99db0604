"""Text that would name a person, refused at the door: numbers of people, words that go with a person's details, signs that hide others.

Rules it keeps:
- Numbers in the form of an alien number, a social security number or a telephone number, however they are spaced, are refused in every
  text; a telephone number of an officer's supervisor has a field of its own.
- A date of birth, the number of a person's file, an electronic address and a name that is announced as one are refused in sentences too.
- A field of a role, or of a sort of thing, holds no two words in capitals as a name has them.
- A field that a report may show holds a code or a short name: no sentence, no line break, no word that introduces a person's details, and
  no words in capitals as a person's name has them unless one of them is a word of bodies, laws or papers (named.py).
- A code that ties entries together (_KEYS) is one word.
- Signs that change the order of what is read (Unicode's Bidi_Control) or end a line where none ends (U+2028, U+2029) are refused; joiners,
  which scripts need, are kept, and hide no number.
- A field that a report may show is written in Latin letters: of a name in others nothing here could tell that it is one. What a decision
  says of the law is in the law's words, its ids in one word each.
- A refusal names the field and never repeats what stands there. It is no proof that a text names nobody: that is for whoever writes it.
"""

import re
from unicodedata import category, normalize

from sanctuary.errors import RecordError
from sanctuary.record.named import may_name

__all__ = ["need_impersonal"]

_NO_TEXT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, but for the end of a line; separators of lines; bidi controls; halves of characters."""

_GAP = r"[\s.\-\u2010-\u2015\u2212/#:]{0,3}"
_NUMBERS = re.compile(
    rf"(?<![^\W_])a{_GAP}(?:\d{_GAP}){{7,8}}\d(?!\d)"
    rf"|(?<![\d.,])\d{{3}}{_GAP}\d{{2}}{_GAP}\d{{4}}(?!\d)"
    rf"|(?<![\d.,/-])\d{{3}}[ .-]\d{{3}}[ .-]\d{{3}}(?!\d)"
    rf"|(?<!\d)(?:\d[\s.\-/]{{1,3}}){{8}}\d(?!\d)"
    rf"|(?<![\d.,/-])\(?\d{{3}}\)?[ .-]{{1,2}}\d{{3}}[ .-]\d{{4}}(?!\d)",
    re.IGNORECASE,
)
"""The forms of an alien number, a social security number, nine digits in threes or one by one, and a telephone number."""

_DETAILS = re.compile(
    r"(?<![^\W_])(?:d\.?\s?o\.?\s?b|date of birth|born|birth ?date|birth ?place|fecha de nacimiento|nacid[oa]|ssn|social security|"
    r"a-?numbers?|alien (?:no|number|registration)|a ?#|booking (?:no|number|#)|cii (?:no|number|#)|inmate (?:no|number|#|name)|"
    r"passport|driver'?s? licen[sc]e|country of|citizen(?:ship)?|nationality|undocumented|mr|mrs|ms|sr|sra|detainee|subject name)"
    r"(?![^\W_])",
    re.IGNORECASE,
)
"""Words that go with a person's details: where one stands in a code, a name or a number stands beside it."""

_A_PERSON = re.compile(
    r"(?<![^\W_])(?:d\.?\s?o\.?\s?b|date of birth|birth ?date|fecha de nacimiento)(?![^\W_])"
    r"|(?<![^\W_])(?:born|nacid[oa])(?: on| el| in| en)?[\s:]*(?:\d|[a-z]{3,9}\.? \d)"
    r"|(?<![^\W_])(?:booking|inmate|cii|alien|passport|license|file)(?: (?:no|number|id))?\.?[\s:#]*(?=[a-z-]{0,3}\d)[a-z\d-]{5,}(?![^\W_])"
    r"|(?<![^\W_])(?:(?:first|last|full|inmate|subject|detainee)[ -])?name[ds]?\s?:",
    re.IGNORECASE,
)
"""What in a sentence leads to one person: a date of birth, a number of a file, a name that is announced as one."""

_ROLES = frozenset({
    "determination.ground_found_by", "determination.decided_by", "determination.supervisor", "document.verified_by", "links.role",
    "training.staff_role", "training.certified_by", "report.approved_by", "agreement.approved_by", "action.witnessed_by",
    "action.info_disclosed", "action.queried", "action.searched", "action.taken",
})  # fmt: skip
"""Fields of a role or a sort of thing, which are written in small letters, so that a person's name shows."""

_NAME = re.compile(r"(?<![^\W_])[^\W\d_a-z][a-z\u00df-\u024f'\u2019]+[ -]+(?:[^\W\d_a-z]\.? +)?[^\W\d_a-z][a-z\u00df-\u024f'\u2019]+")
"""Two words that begin with a capital letter."""

_ANY_WORDS = frozenset({"demographics.value", "training.course", "erasure.terms", "task_force.name"})
"""Public fields whose words are of no person, whatever letters they have."""

_KEYS = frozenset({"custody.pseudonym", "event.event_id"})
"""Codes of the office that tie entries together: one word each."""

_LONG_NUMBER = re.compile(r"(?<![\w.-])\d{7,}(?![\w.-])")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
_WORDS = 14
"""Words of the longest name of a body or a paper, with its paragraph."""

_CODES = frozenset({
    "links.once", "document.sha256", "determination.screen_sha256",
    "report.digest", "report.public_url", "policy.copy_ref", "determination.packs.hash",
    "rotation.retired", "rotation.current", "restoration.head",
})  # fmt: skip
"""Fields that the program fills, or that hold a digest or an address: digits in them are no number of anybody."""

_FILLED = (
    "determination.rule_ids", "determination.cites", "determination.packs", "determination.unsearched", "determination.disputed",
    "determination.duties", "determination.outcomes", "determination.answers",
)  # fmt: skip
"""What a decision of the program says of the law, in the law's words."""

_IDS = frozenset({
    "determination.rule_ids", "determination.outcomes", "determination.packs.id", "determination.packs.version", "determination.packs.hash",
    "determination.duties.duty", "determination.duties.rule", "determination.duties.within",
    "determination.answers.asked", "determination.answers.outcomes", "determination.answers.turns_on",
})  # fmt: skip
"""Fields of those that hold one word each."""

_OTHER_LETTERS = re.compile("[^\\W\\d_\u0000-\u024f\u1e00-\u1eff]")
"""Letters that are not Latin."""

_TELEPHONE = "restricted.supervisor_telephone"


def need_impersonal(path: str, value: str, where: str, *, free: bool) -> None:
    """Refuses a text that would name a person, or that is not what it looks like; `free`: a sentence may stand there."""
    if _NO_TEXT.search(value):
        raise RecordError(f"{where}: {path}: control characters, or signs that change the order of what is read, where text was expected.")
    if path in _CODES:
        if len(value.split()) > 1 and path != "restoration.head":
            raise RecordError(f"{where}: {path}: several words, where a digest, a key or an address was expected.")
        return
    # Digits of other widths are digits too, and a sign that nobody sees parts no number.
    plain = value if value.isascii() else "".join(sign for sign in normalize("NFKC", value) if category(sign) not in ("Cf", "Mn"))
    if path != _TELEPHONE and _NUMBERS.search(plain):
        raise RecordError(
            f"{where}: {path}: text in the form of an alien number, a social security number or a telephone number. Leave such numbers out."
        )
    if path in _KEYS and (len(plain.split()) > 1 or "," in plain):
        raise RecordError(f"{where}: {path}: several words, where a code of the office was expected. Write one that says nothing, as p-17.")
    if path in _ROLES and _NAME.search(plain):
        raise RecordError(
            f"{where}: {path}: capital letters as a name has them, where a role or a sort of thing was expected. "
            "Write it in small letters, as watch commander; no person is named here."
        )
    if free and (_A_PERSON.search(plain) or _ADDRESS.search(plain)):
        raise RecordError(
            f"{where}: {path}: a date of birth, a number of a file, an address or an announced name, which would lead to one person. "
            "Say what happened without them."
        )
    if path.startswith(_FILLED):
        _need_law(path, plain, where)
    elif not free:
        _need_code(path, plain, where)


def _need_law(path: str, plain: str, where: str) -> None:
    """Refuses what no decision says: an id of several words, and what leads to a person."""
    if path in _IDS and len(plain.split()) > 1:
        raise RecordError(
            f"{where}: {path}: several words, where the id of a rule, a pack or an outcome was expected, as 'decide' prints it."
        )
    if _A_PERSON.search(plain) or _ADDRESS.search(plain) or _LONG_NUMBER.search(plain):
        raise RecordError(
            f"{where}: {path}: words or numbers that lead to a person, where the law's own were expected, as 'decide' prints them."
        )


def _need_code(path: str, plain: str, where: str) -> None:
    """Refuses a text in a field that a report may show, where it is no code and no short name of a body, a law or a paper."""
    if "\n" in plain or len(plain.split()) > _WORDS:
        raise RecordError(f"{where}: {path}: a sentence, where a code or a short name was expected. Sentences belong into restricted.note.")
    if _DETAILS.search(plain) or _LONG_NUMBER.search(plain) or _ADDRESS.search(plain):
        raise RecordError(
            f"{where}: {path}: words or numbers that go with a person's details, where a code was expected: a report may show this field. "
            "Write what sort of thing it is; what names a person is not recorded."
        )
    if _OTHER_LETTERS.search(plain):
        raise RecordError(
            f"{where}: {path}: letters that are not Latin, where a code or the name of a body was expected: a report may show this field. "
            "Write it in Latin letters; what names a person is not recorded."
        )
    if path not in _ANY_WORDS and may_name(plain):
        raise RecordError(
            f"{where}: {path}: capital letters as a person's name has them, where a code or the name of a body was expected: a report may "
            "show this field. Write a role or a sort of thing in small letters, or the body's name in full, as Orange County Jail."
        )
