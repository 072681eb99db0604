"""Columns of values, to measure what values alone tell: made anew here from published lists and formats, and columns of real tables.

What is looked for: the answers of federal forms and surveys (Form I-9, FAFSA, the American Community Survey), categories of the Office of
Management and Budget (1997 and 2024), names of ISO 639 and ISO 3166, visa classes of 22 CFR 41.12, formats of the Department of Homeland
Security and of Mexico's population register, in the spellings that systems use. What is not: near misses made here, and every column of
text of the public tables in a folder.
"""

import csv
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

CELLS = 20
"""Cells of a sample, drawn with repetition."""

NOT_SURE = ("lift_reason", "processing_disposition", "case_category", "place_of_birth", "country_of_birth", "charge", "final_order")
"""Parts of names of real columns that tell of status or birth, and so are no clear negatives."""


class Column(NamedTuple):
    """A sample, what it is called here, and the classes that are right for it; none where it must not be told."""

    name: str
    cells: tuple[str, ...]
    right: frozenset[str]


_ORIGIN = ("national_origin", "birth_place")

_LISTS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("citizenship",), "U.S. citizen|Eligible noncitizen|Neither citizen nor eligible noncitizen"),
    (
        ("citizenship",),
        "A citizen of the United States|A noncitizen national of the United States|A lawful permanent resident|An alien authorized to work",
    ),
    (
        ("citizenship",),
        "Born in the United States|U.S. citizen by naturalization|Not a citizen of the United States|Born abroad of American parents",
    ),
    (("citizenship",), "US Citizen|Non-Citizen|Naturalized Citizen|Permanent Resident|Unknown"),
    (("citizenship",), "CITIZEN|NONCITIZEN|UNKNOWN"),
    (("immigration_status",), "Refugee|Asylee|Lawful Permanent Resident|Parolee|Special Immigrant Visa|Undocumented"),
    (("immigration_status",), "F-1|H-1B|J-1|L-1|O-1|B-2|TN|H-4"),
    (("immigration_status",), "DACA|TPS|LPR|Asylum pending|U visa|T visa|VAWA"),
    (("immigration_status",), "Green card|Work permit|Student visa|Tourist visa|Undocumented"),
    (("immigration_status",), "REFUGEE|ASYLEE|CUBAN/HAITIAN ENTRANT|AMERASIAN|PAROLEE|VICTIM OF TRAFFICKING"),
    (("immigration_status",), "refugiado|asilado|residente permanente|indocumentado"),
    (("language",), "English|Spanish|Chinese|Vietnamese|Tagalog|Korean|Russian"),
    (("language",), "Spanish; Castilian|Haitian Creole|Arabic|Portuguese|French|Polish"),
    (("language",), "eng|spa|zho|vie|tgl|kor|rus|ara"),
    (("language",), "en|es|zh|vi|tl|ko|ru|hy"),
    (("language",), "Armenian|Farsi|Cantonese|Mandarin|Khmer|Hmong|Japanese|English"),
    (("language",), "inglés|español|chino|vietnamita|coreano"),
    (("language",), "en-US|es-MX|zh-CN|vi-VN|ko-KR"),
    (("religion",), "Catholic|Protestant|Jewish|Muslim|Buddhist|Hindu|None"),
    (("religion",), "Roman Catholic|Baptist|Methodist|Lutheran|Presbyterian|Jehovah's Witness|Mormon"),
    (("religion",), "Evangelical Protestant|Mainline Protestant|Orthodox Christian|Agnostic|Atheist|Nothing in particular"),
    (("religion",), "Islam|Judaism|Sikh|Native American|Rastafarian|Wiccan|No preference"),
    (("religion",), "católico|cristiano|judío|musulmán|ninguna"),
    (
        ("race_ethnicity",),
        "American Indian or Alaska Native|Asian|Black or African American|Native Hawaiian or Other Pacific Islander|White",
    ),
    (("race_ethnicity",), "Hispanic or Latino|Not Hispanic or Latino"),
    (("race_ethnicity",), "WHITE|BLACK|WHITE HISPANIC|BLACK HISPANIC|ASIAN / PACIFIC ISLANDER|AMERICAN INDIAN/ALASKAN NATIVE"),
    (("race_ethnicity",), "White|Hispanic or Latino|Black or African American|Asian|Middle Eastern or North African"),
    (("race_ethnicity",), "Hispanic|Non-Hispanic|Unknown"),
    (("race_ethnicity",), "Caucasian|African American|Hispanic|Asian|Other"),
    (_ORIGIN, "Mexico|Guatemala|El Salvador|Honduras|China|India|Philippines|United States"),
    (_ORIGIN, "MEX|GTM|SLV|HND|CHN|IND|PHL|VNM"),
    (_ORIGIN, "MX|GT|SV|HN|CN|PH|VN|KR"),
    (_ORIGIN, "Korea, Republic of|Iran, Islamic Republic of|Viet Nam|Russian Federation|Bolivia, Plurinational State of"),
    (_ORIGIN, "México|Guatemala|El Salvador|República Dominicana|Estados Unidos|Perú"),
    (_ORIGIN, "MEXICO|CUBA|HAITI|DOMINICAN REPUBLIC|ECUADOR|BRAZIL|UNITED STATES"),
    (("national_origin", "citizenship"), "Mexican|Guatemalan|Salvadoran|Honduran|Chinese|Indian"),
    (("national_origin", "citizenship"), "mexicana|guatemalteca|salvadoreña|hondureña|cubana"),
    (_ORIGIN, "Guadalajara, Mexico|San Salvador, El Salvador|Manila, Philippines|Los Angeles, CA, United States|Seoul, South Korea"),
    (("citizenship",), "USC|Non-citizen|LPR"),
    (("citizenship",), "U.S. Citizen|U.S. National|Foreign Citizen|Dual Citizen"),
    (("citizenship",), "Y - Citizen|N - Non-citizen"),
    (("immigration_status",), "Humanitarian Parole|TPS|DACA|U-1 Visa"),
    (("immigration_status",), "Permanent Resident (green card)|Refugee/Asylee|Visa|None"),
    (("immigration_status",), "Lawful Permanent Resident|Conditional Permanent Resident|Asylum Applicant|Nonimmigrant Visa"),
    (("language",), "English|Spanish|Other Indo-European languages|Asian and Pacific Island languages"),
    (("language",), "SPANISH|MANDARIN|ASL|ENGLISH"),
    (("language",), "Español|English|Kreyòl|Português"),
    (("religion",), "CATHOLIC|BAPTIST|ISLAM|NONE|JEHOVAH WITNESS"),
    (("religion",), "Prot|Cath|Jew|Oth"),
    (("religion",), "Muslim (Sunni)|Christian (Catholic)|Christian (Protestant)|Jewish (Orthodox)"),
    (("race_ethnicity",), "Hispanic/Latino|White (not Hispanic)|Black (not Hispanic)|Asian/Pacific Islander"),
    (("race_ethnicity",), "Mexican, Mexican American, Chicano|Puerto Rican|Cuban|No, not of Hispanic origin"),
    (("race_ethnicity",), "Hisp|Blk|Wht|Asn"),
    (_ORIGIN, "SALVADOR|MEXICO|HONDURAS|GUATEMALA"),
    (_ORIGIN, "Mexico City, Mexico|Tegucigalpa, Honduras|Port-au-Prince, Haiti"),
    (("national_origin", "citizenship"), "Nigerian|Ghanaian|Kenyan|Ethiopian"),
)

_LATER: tuple[tuple[tuple[str, ...], str], ...] = (
    (("citizenship",), "United States Citizen|Naturalized|Permanent Resident Alien|Other"),
    (("citizenship",), "1 = US citizen|2 = Non-citizen|9 = Unknown"),
    (("citizenship",), "Citizen by birth|Citizen through parents|Naturalized citizen|Not a citizen"),
    (("immigration_status",), "Refugee|Asylee|Victim of human trafficking|SIV holder"),
    (("immigration_status",), "01 - LPR|02 - Refugee|03 - Undocumented"),
    (("immigration_status",), "Documented|Undocumented|DACA|Mixed status"),
    (("language",), "Spanish|Hmong|Somali|Karen|English"),
    (("language",), "Speaks English only|Speaks Spanish|Speaks Chinese"),
    (("language",), "Cantonese/Mandarin|Spanish|Russian|Haitian Creole"),
    (("religion",), "Catholicism|Lutheranism|Islam|Buddhism|Unknown"),
    (("religion",), "Christian - Baptist|Christian - Catholic|Muslim - Sunni"),
    (("race_ethnicity",), "Asian, non-Hispanic|Black, non-Hispanic|White, non-Hispanic|Hispanic"),
    (("race_ethnicity",), "W - White|B - Black|H - Hispanic|A - Asian"),
    (("race_ethnicity",), "Native American/Alaskan Native|Asian American|Latino|White"),
    (_ORIGIN, "Mexico|U.S.A.|Guatemala|El Salvador|Belize"),
    (_ORIGIN, "GUATEMALA CITY, GUATEMALA|JALISCO, MEXICO|HAVANA, CUBA"),
    (("national_origin", "citizenship"), "Haitian|Jamaican|Dominican|Trinidadian"),
)
"""Written after the lists of the scan were last changed, and not looked at since: what they say of the scan is not learned from them."""

_SHAPES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("immigration_id", ("A#########",)),
    ("immigration_id", ("A### ### ###", "A-###-###-###")),
    ("immigration_id", ("A########", "a#########")),
    ("immigration_id", ("IOE##########", "WAC##########", "MSC##########")),
    ("immigration_id", ("EAC-##-###-#####", "LIN-##-###-#####")),
    ("immigration_id", ("#########A#", "#########B#")),
    ("immigration_id", ("N00########",)),
    ("ssn_itin", ("2##-4#-####", "3##-5#-####")),
    ("ssn_itin", ("9##-7#-####", "9##-8#-####")),
    ("ssn_itin", ("XXX-XX-####",)),
    ("ssn_itin", ("***-**-####",)),
    ("ssn_itin", ("2## 4# ####", "3## 5# ####")),
    ("foreign_id", ("GOMC######HDFRRL0#", "LOPM######MJCPRR0#")),
    ("foreign_id", ("Passport G########", "passport no. #########")),
    ("foreign_id", ("P<MEX#########", "P<GTM#########")),
)

_NONE: tuple[str, ...] = (
    "White|Black|Silver|Red|Blue|Green|Gray",
    "Toyota|Ford|Honda|Chevrolet|Nissan",
    "California|Arizona|Nevada|Oregon|Texas",
    "CA|AZ|NV|IN|AL|AR|CO",
    "Los Angeles|Oakland|Fresno|San Jose|Sacramento",
    "Open|Closed|Pending|Approved|Denied",
    "English|Mathematics|Science|History|Art",
    "Rock|Gospel|Jazz|Christian|Classical",
    "Christian|Jordan|Chad|Israel|Georgia|Jesus",
    "Tree removal|Graffiti|Pothole|Bulky items",
    "Visa|Mastercard|Discover|American Express",
    "Citizen request|Staff request|Council request",
    "Resident|Non-resident|Visitor",
    "Parole|Probation|Released|In custody",
    "Native|Non-native|Invasive",
    "Male|Female|Unknown",
    "Single|Married|Widowed|Divorced",
    "Yes|No|Unknown",
    "1|2|3|8",
    "(213) ###-####",
    "90###-####",
    "##-#######",
    "202#-0#-1#",
    "INV-##########",
    "AB######",
    "4### 01## #### ####",
    "#.##.###",
    "#########",
    "Main St|Broadway|Olympic Bl|Vermont Av",
    "A-2|B|F-1|H-4|M|R-2|S-1",
    "R1|R2|C1|M1|OS",
    "Texas|Georgia|Guam|Puerto Rico|Virgin Islands",
    "Thai|Mexican|Italian|Chinese|Vietnamese|Pizza|Burgers",
    "Polish sausage|French fries|Danish pastry",
)


def columns(folder: Path) -> list[Column]:
    """All columns; those of real tables where the folder stands."""
    draw = random.Random(0)
    found = [Column(f"list {n}", _drawn(draw, text.split("|")), frozenset(right)) for n, (right, text) in enumerate(_LISTS)]
    found += [Column(f"later {n}", _drawn(draw, text.split("|")), frozenset(right)) for n, (right, text) in enumerate(_LATER)]
    found += [Column(f"shape {n}", _drawn(draw, held), frozenset({of})) for n, (of, held) in enumerate(_SHAPES)]
    found += [Column(f"near miss {n}", _drawn(draw, text.split("|")), frozenset()) for n, text in enumerate(_NONE)]
    for path in sorted(folder.glob("*.csv")) if folder.is_dir() else ():
        if path.name != "scan_labels_dev.csv":
            found.extend(_real(path, draw))
    return found


def _drawn(draw: random.Random, held: Sequence[str]) -> tuple[str, ...]:
    """Cells, each # a digit."""
    return tuple("".join(draw.choice("0123456789") if c == "#" else c for c in draw.choice(held)) for _ in range(CELLS))


def _real(path: Path, draw: random.Random) -> Iterator[Column]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for name in rows[0]:
        held = [row[name] for row in rows if row[name] and row[name].strip()]
        if not held:
            continue
        cells = tuple(draw.choices(held, k=CELLS))
        if name in {"place_of_birth", "country_of_birth"}:
            yield Column(f"{path.stem}.{name}", cells, frozenset(_ORIGIN))
        elif not any(part in name.casefold() for part in NOT_SURE):
            yield Column(f"{path.stem}.{name}", cells, frozenset())
