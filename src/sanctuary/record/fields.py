"""The fields of an entry, in groups: what laws on reporting ask for, each field said in its struct.

Gov. Code 7283.1 and 7284.6(c), Educ. Code 234.7, ORS 181A.826, 5 ILCS 805/25, MCC 2-173, NYC Admin. Code 10-178 and 14-154, RCW 2.28.320,
NJ AG Directive 2018-6. Every set of words has "unknown"; a time that is None is not known, and every time has its offset.
No group has a field for a person's status, citizenship, birthplace, history, age, sex or race.
"""

from datetime import date
from typing import Literal

from sanctuary.documents import Frozen, Moment

__all__ = [
    "Action", "Agreement", "Answered", "Complaint", "Custody", "DatabaseAccess", "Demographic", "Determination", "Document", "Duty",
    "Event", "Links", "Notice", "PackUsed", "PolicyAdoption", "ReportRun", "Restricted",
    "TaskForce", "Told", "Training",
]  # fmt: skip

Told = Literal["yes", "no", "not-applicable", "unknown"]
Purpose = Literal["civil-immigration", "criminal", "mixed", "other", "unstated", "unknown"]
Paper = Literal[
    "none", "administrative-warrant", "removal-warrant", "detainer", "notification-request", "transfer-request", "administrative-subpoena",
    "immigration-judge-order", "notice-to-appear", "judicial-subpoena", "court-order", "state-search-warrant", "state-arrest-warrant",
    "judicial-probable-cause-determination", "federal-search-warrant", "federal-arrest-warrant", "civil-inspection-warrant",
    "bench-warrant", "grand-jury-subpoena", "immigration-court-subpoena", "protective-order", "writ", "i-9-notice", "customs-summons",
    "database-hit", "other", "unknown",
]  # fmt: skip
Agency = Literal[
    "ice-ero", "ice-hsi", "ice", "cbp", "uscis", "other-dhs", "delegated-local", "other-federal", "out-of-state", "private-party",
    "other", "unknown",
]  # fmt: skip
Asked = Literal[
    "status-information", "release-information", "custody-information", "contact-information", "interview", "hold", "notify", "transfer",
    "area-access", "records", "operation-support", "perimeter", "transport", "interpretation", "database", "task-force", "agreement",
    "arrest", "search", "other", "unknown",
]  # fmt: skip


class Event(Frozen, frozen=True):
    """One request or contact.

    event_id: a stable key that several entries about one event share. received_at: when it came in. local_agency, unit, desk: who
    received it. actor: the agency in the vocabulary's word. site_type, site_id, area_public: where. channel: how it came.
    requesting_agency, sub_unit: who asked. id_shown: whether the officer showed identification. request_types: what was asked.
    stated_purpose, purpose_as_determined: before and after it was cleared up. purpose_words: the officer's words on purpose and proposed
    action. emergency_claimed: exigency. persons: how many people the request was about. officers_present: how many officers came.
    arrived_at, left_at: when officers came and when they had left.
    """

    event_id: str = ""
    received_at: Moment | None = None
    local_agency: str = ""
    unit: str = ""
    desk: str = ""
    actor: str = ""
    site_type: Literal[
        "jail", "police-station", "school", "college", "court", "library", "health-facility", "shelter", "city-hall", "park", "parking-lot",
        "street", "workplace", "home", "none", "other", "unknown",
    ] = "unknown"  # fmt: skip
    site_id: str = ""
    area_public: Told = "unknown"
    channel: Literal["in-person", "telephone", "email", "portal", "fax", "mail", "database-hit", "other", "unknown"] = "unknown"
    requesting_agency: Agency = "unknown"
    sub_unit: str = ""
    id_shown: Literal["shown", "refused", "not-asked", "not-applicable", "unknown"] = "unknown"
    request_types: tuple[Asked, ...] = ()
    stated_purpose: Purpose = "unknown"
    purpose_as_determined: Purpose = "unknown"
    purpose_words: str = ""
    emergency_claimed: Told = "unknown"
    persons: int | None = None
    officers_present: int | None = None
    arrived_at: Moment | None = None
    left_at: Moment | None = None


class Document(Frozen, frozen=True):
    """The paper in hand, as facts on its face.

    paper: a judge's, else the one that asks: of an I-247A with an I-200 the I-247A, with the I-200 under attachments.
    form_no, form_edition: as printed. issuer: who issued it. signer_title, signed: by whom, whether.
    court_name, case_no: of a court paper. issued_on, expires_on: its days. person_named, place_named: whether (never whom). authorizes:
    what it says may be done. attachments: papers that came with it. sha256: of the scan that the office keeps. verified_by: the role that
    checked it.
    """

    paper: Paper = "unknown"
    form_no: str = ""
    form_edition: str = ""
    issuer: Literal[
        "federal-judge", "magistrate-judge", "state-judge", "court-clerk", "attorney", "immigration-officer", "immigration-judge", "other",
        "unknown",
    ] = "unknown"  # fmt: skip
    signer_title: str = ""
    court_name: str = ""
    case_no: str = ""
    issued_on: date | None = None
    expires_on: date | None = None
    person_named: Told = "unknown"
    place_named: Told = "unknown"
    authorizes: tuple[Asked, ...] = ()
    signed: Told = "unknown"
    attachments: tuple[Paper, ...] = ()
    sha256: str = ""
    verified_by: str = ""


class PackUsed(Frozen, frozen=True):
    """A pack that decided: its id, version and hash."""

    id: str
    version: str
    hash: str


class Duty(Frozen, frozen=True):
    """A duty that the decision named: what, when it arises, its clock (PT24H, promptly or nothing), its rule; `always`: in every case."""

    duty: str
    on: Literal["request", "act", "breach", "unknown"]
    within: str
    rule: str
    cites: str
    always: bool


class Answered(Frozen, frozen=True):
    """One of several requests with its own answer: what was asked for, every outcome that it may have, the facts on which that turns."""

    asked: str
    outcomes: tuple[str, ...]
    turns_on: tuple[str, ...] = ()


class Determination(Frozen, frozen=True):
    """What the encoded law was found to say, and who decided.

    place, on, actor, run_by, action, resource: the question. outcome, outcomes: the answer and, where it depends, all answers; answers:
    where several things were asked for, that of each. rule_ids, cites: what decided. packs: the law as it was encoded. known_through:
    the day through which it was known then. reported: something rests on unread text. unsearched: what was not searched. duties: what
    follows. disputed: readings that it turned on. ground_found_by: the role that found the ground on which the law turned; the ground
    itself is never kept. exception_used: a paragraph. decided_by, supervisor: roles. counsel_consulted: whether. decided_at: when.
    policy_version: of the agency's own policy. screen_sha256: of what the screen of a desk said.
    """

    place: str = ""
    on: date | None = None
    actor: str = ""
    run_by: str = ""
    action: str = ""
    resource: str = ""
    outcome: Literal["must", "must-not", "may", "silent", "conflict", "depends", "referred", "unknown"] = "unknown"
    outcomes: tuple[str, ...] = ()
    answers: tuple[Answered, ...] = ()
    rule_ids: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    packs: tuple[PackUsed, ...] = ()
    known_through: date | None = None
    reported: Told = "unknown"
    unsearched: tuple[str, ...] = ()
    duties: tuple[Duty, ...] = ()
    disputed: tuple[str, ...] = ()
    ground_found_by: str = ""
    exception_used: str = ""
    decided_by: str = ""
    supervisor: str = ""
    counsel_consulted: Told = "unknown"
    decided_at: Moment | None = None
    policy_version: str = ""
    screen_sha256: str = ""


class Action(Frozen, frozen=True):
    """What was done.

    response: the answer given. answered_at: when. info_disclosed, disclosed_at: kinds of information (never the information) and when.
    access_given: how custody access was given. access_granted: to an area. arrest_on_site: whether. resources_used: in words. hours: of
    staff. queried: databases. reason: why it was declined or done, in words. areas_entered, searched, taken: which areas, and kinds of
    things, by their names on the site's plan. against_refusal: whether officers entered although consent was refused. witnessed_by: the
    roles of staff who saw it.
    """

    response: Literal["complied", "partly", "declined", "referred", "no-response", "pending", "unknown"] = "unknown"
    answered_at: Moment | None = None
    info_disclosed: tuple[str, ...] = ()
    disclosed_at: Moment | None = None
    access_given: tuple[Literal["hold", "transfer", "notification", "interview", "other", "unknown"], ...] = ()
    access_granted: Told = "unknown"
    arrest_on_site: Told = "unknown"
    resources_used: str = ""
    hours: float | None = None
    queried: tuple[str, ...] = ()
    reason: str = ""
    areas_entered: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    against_refusal: Told = "unknown"
    witnessed_by: tuple[str, ...] = ()


class Custody(Frozen, frozen=True):
    """The clocks of a person in custody.

    pseudonym: a random code of the office that ties entries together, never a booking or file number. detainer_received_at,
    bail_posted_at, eligible_release_at: clocks. held_beyond_minutes: past eligible release. outcome, outcome_at, receiving_agency: the
    end. offense_allowing: the offense or paragraph that allowed a transfer (Gov. Code 7284.6(c)(2)). offense_class: of it.
    judicial_warrant: whether one was there.
    """

    pseudonym: str = ""
    detainer_received_at: Moment | None = None
    bail_posted_at: Moment | None = None
    eligible_release_at: Moment | None = None
    held_beyond_minutes: int | None = None
    outcome: Literal["released", "transferred", "held", "not-in-custody", "unknown"] = "unknown"
    outcome_at: Moment | None = None
    receiving_agency: Agency = "unknown"
    offense_allowing: str = ""
    offense_class: Literal[
        "infraction", "misdemeanor", "non-serious-felony", "serious-or-violent-felony", "registry", "federal", "not-applicable", "unknown",
    ] = "unknown"  # fmt: skip
    judicial_warrant: Told = "unknown"


class Notice(Frozen, frozen=True):
    """A paper given to the person: which, its version and language, when served, what the person chose, when counsel was told."""

    kind: Literal["copy-of-request", "intent", "interview-consent", "release-notice", "reply", "other", "unknown"] = "unknown"
    form_version: str = ""
    language: str = ""
    served_at: Moment | None = None
    consent: Literal["agreed", "declined", "only-with-attorney", "not-applicable", "unknown"] = "unknown"
    counsel_notified_at: Moment | None = None


class Links(Frozen, frozen=True):
    """What an entry points to.

    about: the seq that a correction, hold, release, erasure or fulfillment is about. due: the due item that it fulfills. corrects_fields:
    which fields a correction replaces. reason: why. role: who entered it. covers_from, covers_to: a period (nil certificate, yearly
    figures). law: the law that a nil certificate or report answers. once: a digest of the token under which an entry was added, so that a
    repeated attempt adds no second one. made_by, approved_by: who wrote a draft, and who approved it.
    """

    about: int | None = None
    due: str = ""
    corrects_fields: tuple[str, ...] = ()
    reason: str = ""
    role: str = ""
    covers_from: date | None = None
    covers_to: date | None = None
    law: str = ""
    once: str = ""
    made_by: str = ""
    approved_by: str = ""


class Restricted(Frozen, frozen=True):
    """What stays in a compartment of its own.

    officer_name, badge; supervisor_telephone: of the officer's supervisor, as it was given; target_initials (RCW 2.28.320 asks for initials
    only); note.
    """

    officer_name: str = ""
    badge: str = ""
    supervisor_telephone: str = ""
    target_initials: tuple[str, ...] = ()
    note: str = ""


class TaskForce(Frozen, frozen=True):
    """Yearly figures of a joint task force (Gov. Code 7284.6(c)(1)); the period stands in links."""

    name: str
    purpose: str
    partners: tuple[str, ...]
    arrests_total: int | None = None
    arrests_immigration: int | None = None


class DatabaseAccess(Frozen, frozen=True):
    """One search of a database: by which organization, a keyed hash of the user, why, how wide, when."""

    organization: str
    user_hash: str = ""
    reason: str = ""
    reason_code: str = ""
    case_no: str = ""
    networks_searched: int | None = None
    window: str = ""
    searched_at: Moment | None = None
    search_type: str = ""
    moderation: str = ""


class Complaint(Frozen, frozen=True):
    """A reported violation: the provision, who, how many people were targeted, where it came from, the answer and the end."""

    report_id: str
    provision: str
    body: str
    agency: Agency = "unknown"
    number_targeted: int | None = None
    source: str = ""
    response: str = ""
    disposition: Literal["open", "substantiated", "not-substantiated", "not-a-violation", "referred", "unknown"] = "unknown"


class Agreement(Frozen, frozen=True):
    """An agreement with immigration authorities, or why there is none: kind, with whom, since when, its state, who approved it, costs."""

    kind: Literal["287g-jail", "287g-warrant-service", "287g-task-force", "detention", "data", "other", "none", "unknown"]
    counterparty: str = ""
    signed_on: date | None = None
    status: Literal["requested", "in-force", "ended", "refused", "none", "unknown"] = "unknown"
    approved_by: str = ""
    costs_cents: int | None = None
    reason_if_none: str = ""


class PolicyAdoption(Frozen, frozen=True):
    """A policy adopted: by which body, after which model, when, whether it departs from the model and why, and where the copy is."""

    body: str
    model_id: str = ""
    adopted_on: date | None = None
    deviates: Told = "unknown"
    reasons: str = ""
    copy_ref: str = ""


class ReportRun(Frozen, frozen=True):
    """A report that went out: under which law, due when, how many rows, what was left out, who approved, when sent, where it stands."""

    law: str
    due_on: date | None = None
    nil_certified: Told = "unknown"
    rows: int | None = None
    redactions: tuple[str, ...] = ()
    approved_by: str = ""
    sent_at: Moment | None = None
    public_url: str = ""
    digest: str = ""


class Demographic(Frozen, frozen=True):
    """One cell of a period's table of people given access (Gov. Code 7283.1(d)): a characteristic, its value, a count; never of one act."""

    characteristic: Literal["age-band", "sex", "race-or-ethnicity", "total", "unknown"]
    value: str
    count: int


class Training(Frozen, frozen=True):
    """A course: which staff role, which course, when, how many people, and the role that certified it."""

    staff_role: str
    course: str
    held_on: date | None = None
    people: int | None = None
    certified_by: str = ""
