"""Names of columns that tell who a person is, where from, with which status: the one list of them.

An audit reads only the columns that a mapping names. A mapping that names one of these is refused; a table that looks like a
roster of persons is refused until the mapping says which act each of its rows records. The list knows abbreviations
(`CTZNSHP`, `IMGRTN`), other languages (`nacionalidad`), and the false friends of its words (`citizen complaint`, country of
origin of goods).
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from sanctuary.names.words import words_of_name

__all__ = ["KINDS", "kinds_of", "looks_like_roster"]

_STATUS, _ORIGIN, _TRAIT = "status or citizenship", "origin or birthplace", "a trait of a person"
_NAME, _NUMBER, _BIRTH, _ADDRESS = "a name", "a number of a person", "a birth date", "an address"

_PERSON = (
    "person|persons|people|inmate|inmates|detainee|detainees|defendant|defendants|arrestee|arrestees|prisoner|prisoners|offender|suspect|"
    "victim|complainant|witness|student|patient|client|juvenile|minor|alien|aliens|individual|subject|applicant|beneficiary|member"
)
_KEY = "id|ids|no|nbr|num|number|numbers|key|ref|reference|identifier|identification|ident|uuid|guid|hash|uid|pk"

_KINDS: dict[str, tuple[str, ...]] = {
    _STATUS: (
        # citizenship
        r"\w*(citizens?hip|ctzn|citzn|citizn)\w*",
        r"(us|non)?citizens?",
        r"(us_)?ctz",
        r"ciudadan\w*",
        r"usc",
        r"(foreign_)?national",
        r"\w*(nationalit|natnlt|natlt|nacionalidad)\w*",
        r"naturali[sz]\w*",
        # immigration
        r"(non)?(in)?m?immigra\w*",
        r"inmigra\w*",
        r"migratori\w*",
        r"migrants?",
        r"\w*(imgrtn|immgrtn|immigrnt)\w*",
        r"imm(ig)?",
        r"(il)?(legal_)?aliens?",
        r"visas?",
        r"visado",
        r"undocumented",
        r"indocumentad\w*",
        r"asyl\w*",
        r"asilo",
        r"refugees?",
        r"refugiad\w*",
        r"\w*deport(s|ed|ation|ee|able|ability|acion|ado)?",
        r"(il)?legal_?stat(us)?",
        r"(un)?lawful_(status|presence)",
        r"presence_(un)?lawful",
        r"(lawful_)?permanent_resid\w*",
        r"(lawful|legal|conditional)_(perm_)?resident",
        r"lpr",
        r"daca",
        r"tps(_status)?",
        r"green_?card",
        r"date_gc",
        r"work_(auth\w*|permit)",
        r"employment_auth\w*",
        r"ead",
        r"documentation_stat(us)?",
        r"removal_(order|proceeding|case)s?",
        r"final_order",
        r"(prior|pre)_removals?",
        r"removab(le|ility)",
        r"inadmissib\w*",
        r"(class|date|port|code)_of_admission",
        r"admi(tted|ssion)_(date|class|code)_?(us)?",
        r"parole[de]?_(status|date|into_us)",
        r"(date_)?enter(ed|y)_(the_)?(us|usa|country|united_states)",
        r"(us|usa)_(entry|arrival)(_date)?",
        r"date_of_(arrival|entry)",
        r"entry_stat(us)?(_code)?",
        r"case_status",
        r"relief_date",
        r"ins_stat(us)?",
        r"i_?94(_\w+)?",
        r"sevis(id)?",
        r"(us_|any_)usc",
        r"(foreign|us|native)_born",
        r"public_charge",
        r"prucol",
    ),
    _ORIGIN: (
        r"birth_?(loc|location|place|country|ctry|cntry|cntr|city|state|st|region|province|county|town|municipality|nation|address)",
        r"birth_international",
        r"birthplace\w*",
        r"(place|country|ctry|cntry|city|state|region|province|county|town|address|loc|location)_(of_)?(birth|born)",
        r"(pob|cob)",
        r"where_born",
        r"born_(in|at|place|country)",
        r"native_country",
        r"home_country",
        r"(lugar|pais|ciudad|estado)_(de_)?nac(imiento)?",
        r"(pais|lugar)_(de_)?origen",
        r"origen(_etnico)?",
        r"(country|nation|national|ethnic|hispanic|latino|family|place|ctry|cntry|region|ancestry|racial)_(of_|or_)?origin",
        r"origin_(country|nation|ctry|cntry)",
        r"ancestry",
        r"ethn(ic|o)\w*",
        r"(hspnc_)?ethnct?y",
        r"descent",
        r"race\d?",
        r"raza",
        r"hispanic\w*",
        r"hspnc",
        r"latin[oax]",
        r"asian",
        r"black_af\w*",
        r"african_american",
        r"native_(hawaiian|american|hi|alaskan?)",
        r"tribal\w*",
        r"tribe",
    ),
    _TRAIT: (
        r"relig\w*",
        r"gender",
        r"genero",
        r"sex",
        r"sexo",
        r"marital",
        r"mrtl",
        r"estado_civil",
        r"sexual_orientation",
        r"(health|medical|mental|disability)_(status|condition|diagnos\w*|history|note|comment|record|need)s?",
        r"diagnos[ei]s",
        r"disab(ility|led)",
        r"(primary|preferred|native|home|spoken|first)_(lang|language)",
        r"idioma",
        r"(prmry_)?(language|lang)(_(spoken|preferred|preference|code|cd))?",
        r"interpreter\w*",
        r"tattoos?",
    ),
    _NAME: (
        r"(first|last|middle|full|sur|given|family|maiden|legal|birth|subject|inmate|arrestee|defendant|victim|officer|student|patient)_?name",
        r"names?",
        r"alias(es)?",
        r"fname",
        r"lname",
        r"mname",
        r"surname",
        r"nombres?",
        r"apellidos?",
        r"aka",
        r"initials",
        r"(arrested_|booked_|detained_|named_)?(inmate|person|defendant|arrestee|detainee|prisoner)s?",
    ),
    _NUMBER: (
        r"s_?sn\d?",
        r"itin",
        r"social_?security",
        r"soc_?sec",
        r"a_?(number|num|no|nbr)",
        r"anumber",
        r"alien_?(no|number|num|id|reg\w*)",
        r"alien_file",
        r"passports?",
        r"pasaporte",
        r"curp",
        r"matricula",
        r"drivers?_?licen[sc]es?",
        r"dl_?(no|num|number)",
        r"oln",
        r"cii",
        r"sid",
        r"fbi_?(no|number|num|id)",
        r"mrn",
        r"fins",
        r"uscis(_\w+)?",
        r"(visa|receipt)_(no|num|number|control)",
        r"biometric\w*",
        r"fingerprint\w*",
        rf"({_PERSON}|booking|bkg|user|arrest_person|officer|employee)_?(\w+_)?({_KEY})",
        r"(unique|anonymi[sz]ed|person|personal|individual)_?(id|identifier)",
        r"booking",
        r"usernames?",
        r"login",
    ),
    _BIRTH: (r"dob", r"date_of_birth", r"birth_?(date|day|dt|year|yr|month|mo)", r"yob", r"(fecha|ano)_(de_)?nac(imiento)?"),
    _ADDRESS: (
        r"(home|street|mailing|residen\w*)_?address(es)?",
        r"address(es)?",
        r"addr",
        r"zip(_?code)?\d?",
        r"postal_code",
        r"latitude",
        r"longitude",
        r"lat",
        r"lon",
        r"lng",
        r"(x|y)_?coord(inate)?s?",
        r"coordinates?",
        r"geo(location|point|code)",
        r"phones?",
        r"telephone",
        r"cell_?phone",
        r"mobile",
        r"e?mails?",
        r"plates?",
        r"license_?plates?",
        r"tag_(no|number)",
        r"vin",
        r"ip_address",
        r"direccion",
        r"telefono",
        r"correo",
        r"domicilio",
    ),
}

KINDS = tuple(_KINDS)
"""Every kind of private name."""

_PERSONS = (_NAME, _NUMBER, _BIRTH)
_ABOUT = (_STATUS, _ORIGIN)
_INSTITUTION = (
    "agency|area|facility|program|department|dept|division|bureau|unit|office|court|county|city|state|country|jurisdiction|station|"
    "precinct|district|region|beat|camera|network|networks|school|system|file|form|org|organization|company|vendor|provider|site|location|"
    "building|jail|prison|event|charge|offense|statute|type|group|category|field|table|document|activity|action|column|product|project|"
    "task|role|status|code|host|domain|street|neighborhood|device|model|reason"
)
"""Words before `name` that make it the name of something else than a person."""

_GOODS = (
    r"goods?|items?|cargo|shipments?|vessels?|ships?|voyages?|weapons?|firearms?|products?|manufactur\w*|equipment|hazmat|messages?|"
    r"routes?|calls?|films?|movies?|aircraft|flag|food|samples?|software|parts?|imagery|guard|reserves?"
)
_FRIENDS: dict[str, str] = {
    _STATUS: (
        r"citizens?_(complaints?|requests?|review|oversight|police|academ\w*|advisor\w*|engagement|initiated|calls?|service\w*|portal|contacts?|patrol)|"
        r"senior_citizens?|national_(guard|park|security|imagery|secure|short|tasking|anthem)|(us_)?usc_(code|section|title|chapter|cite|citation|sec)|"
        r"\d+_usc(_\d+\w*)?|(immigration|ice)_(agency|authority|court|judge|detainer|office|officer|officers|warrant|request|requests|hold|holds|enforcement)|"
        r"(work|search|case)_status_code_table|imm_(vaccin\w*|dose|date_given|registry)|visa_(card|merchant|payment|mastercard)"
    ),
    _ORIGIN: r"race_(condition|track|car)|birth_(order|weight|rate)",
    _TRAIT: r"sex(ual)?_(offen\w*|crimes?|or_arson\w*|assault|traffick\w*|registr\w*|abuse)|(offense|crime)_sex|gender_based|marital_rape",
    _NUMBER: (
        r"booking_(date|time|dt|location|type|agency|facility|reason|status|charge\w*|loc|code|officer|month|year|quarter|desc\w*|count)"
        r"(_\w+)?"
    ),
    _ADDRESS: r"plate_(reader|readers|scan|scans|reads|hits)|license_plate_(reader|readers|scan|scans|reads)|(geo|zip)_file",
}
"""Words of ours inside names that mean something else."""

_WHOLE = {_STATUS: ("country", "country_code", "arrival_date"), _ORIGIN: ("origin",), _NUMBER: ("identifier",)}
"""Names that are private where nothing else stands beside them."""

_SHORTENED = {"bkg": "booking", "cntry": "country", "ctry": "country", "stus": "status"}


@lru_cache(maxsize=50_000)
def kinds_of(column: str) -> tuple[str, ...]:
    """Which kinds of private column a name looks like.

    >>> kinds_of("Inmate Name"), kinds_of("POB"), kinds_of("det_facility")
    (('a name',), ('origin or birthplace',), ())
    >>> kinds_of("CTZNSHP"), kinds_of("nacionalidad"), kinds_of("citizen_complaint_id")
    (('status or citizenship',), ('status or citizenship',), ())
    >>> kinds_of("Agency Name"), kinds_of("Agency Contact Name")
    ((), ('a name',))
    """
    words = "_".join(_SHORTENED.get(word, word) for word in words_of_name(column))
    return tuple(kind for kind in _KINDS if _is(kind, words))


def _is(kind: str, words: str) -> bool:
    kept = words
    if kind in _FRIENDS:
        kept = re.sub(rf"(?<![^_])(?:{_FRIENDS[kind]})(?![^_])", "", kept)
    if kind == _NAME:
        kept = re.sub(rf"(?<![^_])(?:(?:{_INSTITUTION})_names?|names?_of_(?:the_)?(?:{_INSTITUTION}))(?![^_])", "", kept)
        kept = re.sub(r"(?<![^_])(?:(?:number|count|no|num|total|share)_of_(?:the_)?\w+|\w+_(?:count|total|quantity))(?![^_])", "", kept)
        kept = re.sub(rf"(?<![^_])({_PERSON})s?_(?!names?(?![^_])|full|first|last|middle)\w+", "", kept)
    if kind in _ABOUT and re.search(rf"(?<![^_])(?:{_GOODS})(?![^_])", kept):
        return False
    if kept in _WHOLE.get(kind, ()):
        return True
    return re.search(_pattern(kind), kept) is not None


@lru_cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^_])(?:{'|'.join(_KINDS[kind])})(?![^_])")


def looks_like_roster(columns: Iterable[str]) -> tuple[str, ...]:
    """The columns by which a table looks like a list of persons; nothing if it does not.

    It does if it names one in two ways, or in one beside a column of status, citizenship, birthplace or origin.
    """
    found = {column: kinds for column in columns if (kinds := kinds_of(column))}
    naming = [column for column, kinds in found.items() if set(kinds) & set(_PERSONS)]
    about = [column for column, kinds in found.items() if column not in naming and set(kinds) & set(_ABOUT)]
    ways = {kind for column in naming for kind in found[column] if kind in _PERSONS}
    return tuple(column for column in found if column in naming or column in about) if len(ways) > 1 or (naming and about) else ()
