"""What else a word of a class can mean: a field's own words outweigh its name, then what it belongs to and the fields beside it."""

import pytest

from sanctuary.names.catalog import classes
from sanctuary.names.senses import senses
from sanctuary.names.sensitive import Around, sensitive

OWN: list[tuple[str, str, str, tuple[str, ...], str]] = [
    ("users", "ssn_token", "session token", (), ""),
    ("clients", "tps", "transactions per second", (), ""),
    ("applicants", "nationality", "Nationality of the vessel", (), ""),
    ("lines", "orig_cntry_cd", "Origin country of commodity", (), ""),
    ("students", "citizenship", "Citizenship grade on the report card", (), ""),
    ("students", "citizenship", "", ("Excellent", "Good", "Needs Improvement"), ""),
    ("Person", "nativeLanguage", "", ("python", "go", "java"), ""),
    ("Person", "nativeLanguage", "", ("es", "en"), "language"),
    ("runners", "race", "", ("5K", "10K"), ""),
    ("runners", "race", "", ("White", "Black", "Asian"), "race_ethnicity"),
    ("payments", "visa", "", ("credit", "debit"), ""),
    ("applicants", "visa", "Visa class", ("F-1", "H-1B"), "immigration_status"),
    ("help_ticket", "language", "code block language of the pasted log", (), ""),
    ("filing", "language", "Language the paper is drawn up in", (), ""),
    ("food_truck", "ethnicity", "Cuisine on the menu, for example Ethiopian", (), ""),
    ("retailer", "citizenship", "corporate citizenship rating of the board", (), ""),
    ("collection", "lugar_nacimiento", "Taller donde nació la pieza", (), ""),
    ("plate_reads", "lpr_id", "License plate reader", (), ""),
    ("network", "eth_port", "Ethernet port of the switch", (), ""),
    ("person", "ssn", "SSN, used to match payment file", (), "ssn_itin"),
    ("person", "country_of_birth", "Country of birth as on the passport document", (), "birth_place"),
]


@pytest.mark.parametrize(("table", "name", "comment", "codes", "wanted"), OWN)
def test_the_own_words_of_a_field_outweigh_its_name(table: str, name: str, comment: str, codes: tuple[str, ...], wanted: str) -> None:
    """Its comment, help, label and list of codes."""
    found = sensitive(name, Around(table, (name,)), comment, codes)
    assert (found.of if found else "") == wanted


@pytest.mark.parametrize(
    ("table", "about", "fields", "wanted"),
    [
        ("races", "", ("race_name", "distance_km"), {}),
        ("museum_visits", "", ("museum_passport", "visitor_name"), {}),
        ("closures", "", ("holiday_religion", "date"), {}),
        ("web_sessions", "", ("ssn", "expires_at"), {}),
        ("k9_units", "", ("birth_place", "officer_birth_place"), {"officer_birth_place": "birth_place"}),
        ("intakes", "Animals taken in by the shelter", ("birth_place", "owner_birth_place"), {"owner_birth_place": "birth_place"}),
        ("equipos", "Maquinaria de la ciudad", ("pais_origen",), {}),
        ("inventario", "", ("pais_fabricacion", "marca"), {}),
        ("ballots", "", ("race", "incumbent"), {}),
        ("letters", "", ("letterLanguage", "template"), {}),
        ("clients", "", ("letterLanguage", "doc_no"), {"letterLanguage": "language"}),
        ("permits", "", ("resident_permit", "plate"), {}),
        ("categories", "", ("ancestry", "parent_id"), {}),
        ("clients", "", ("ancestry", "tps"), {"ancestry": "national_origin", "tps": "immigration_status"}),
        ("personas", "", ("creencia", "ciudad_natal", "lengua_materna"),
         {"creencia": "religion", "ciudad_natal": "birth_place", "lengua_materna": "language"}),
        ("survey", "", ("NATIVITY", "calidad_migratoria"), {"NATIVITY": "birth_place", "calidad_migratoria": "immigration_status"}),
    ],
)  # fmt: skip
def test_what_it_belongs_to_tells_what_is_described(table: str, about: str, fields: tuple[str, ...], wanted: dict[str, str]) -> None:
    """An animal, goods, a session, a race that is run; a name that holds a person keeps its own sense."""
    around = Around(table, fields, about)
    assert {name: found.of for name in fields if (found := sensitive(name, around))} == wanted


@pytest.mark.parametrize(
    ("name", "comment", "codes", "wanted"),
    [
        ("card_no", "Work permit", (), "immigration_id"),
        ("value", "Number from whichever card they brought: green card or work permit", (), "immigration_id"),
        ("doc_ref", "number at the top of the I-797 notice", (), "immigration_id"),
        ("class_code", "RE, AS or SI as on the admission stamp", (), "immigration_status"),
        ("attr_b", "Country the client regards as the one they come from", (), "national_origin"),
        ("answer_9", "days kept holy, so that no shift is set then", (), "religion"),
        ("citizen_claim", "", ("a U.S. citizen or national", "an eligible noncitizen", "not claiming"), "citizenship"),
        ("catechism_kind", "", ("none", "catholic", "protestant", "islamic"), "religion"),
        ("number", "Number on the EAD card", (), "immigration_id"),
        ("q7", "Church, mosque or temple", (), "religion"),
        ("status", "", ("F1", "H1B", "L1", "J1"), "immigration_status"),
        ("occupancy", "", ("A-2", "B", "F-1", "H-4", "M", "R-2"), ""),
        ("f4", "¿Pertenece a un pueblo indígena?", (), "race_ethnicity"),
        ("hold_type", "", ("ICE", "USMS", "Other county"), "immigration_status"),
        ("disqualification_reason", "", ("Not a U.S. citizen", "Felony", "Deceased"), "citizenship"),
        ("elig_reason_cd", "why aid is barred: 1 undocumented, 2 expired visa, 3 TPS pending, 9 refused", (), "immigration_status"),
        ("aid_basis", "", ("UN", "Undocumented", "5Y", "LPR under five years", "NV", "Nonimmigrant visa"), "immigration_status"),
        ("q0", "From which country did you come to the United States?", (), "national_origin"),
        ("last_zip", "ZIP code of last permanent residence", (), ""),
        ("nonCitizenCategory", "", ("LPR", "REFUGEE", "DACA"), "immigration_status"),
        ("save_resp_cd", "response of the SAVE query: 01 LPR, 02 naturalized, 03 not found", (), "immigration_status"),
        ("residency_cat", "C citizen, P permanent resident, W work permit, R refugee claimant", (), "immigration_status"),
        ("posture", "pending, order of removal, voluntary departure, relief granted", (), "immigration_status"),
        ("ppt_ctry", "code of the country the party is a national of", (), "citizenship"),
        ("birthLoc", "as on the birth certificate: county or country", (), "birth_place"),
        (
            "elig_214",
            "EN eligible noncitizen, IN ineligible noncitizen, PV pending verification of immigration papers",
            (),
            "immigration_status",
        ),
        ("hasPassportOf", "nationality, for the birth certificate helper", (), "citizenship"),
        ("relation_national_id", "National ID of the relative", (), "foreign_id"),
        ("natlId", "national ID card of the home country", (), "foreign_id"),
        ("tool_origin", "lent or bought tool", (), ""),
        ("req_language", "language the voter asked for the ballot in", (), "language"),
        ("q1", "¿Dónde nació usted?", (), "birth_place"),
        ("q2", "¿De qué país viene su familia?", (), "national_origin"),
        ("q3", "Are you afraid to return to your country?", (), "immigration_status"),
        ("EndDate", "The end date of the week. Note: Date interpretation may vary.", (), ""),
        ("BirthDate", "The month, day, and year on which an individual was born.", (), ""),
        ("policy_title", "Immigration enforcement policy", (), ""),
    ],
)
def test_a_description_tells_the_paper_behind_a_number(name: str, comment: str, codes: tuple[str, ...], wanted: str) -> None:
    """And plain words tell a class that they do not name."""
    found = sensitive(name, Around("clients", (name,)), comment, codes)
    assert (found.of if found else "") == wanted


@pytest.mark.parametrize(
    ("table", "fields", "wanted"),
    [
        ("LKP_NATLTY", ("NATLTY_CD", "NATLTY_DESCR", "SRT_ORD", "ACTV_IND"), {}),
        ("ref_religion", ("RLGN_CD", "RLGN_TXT", "OBSLT_FLG"), {}),
        ("country_codes", ("alpha2", "name", "demonym", "has_embassy"), {}),
        ("person_list", ("name", "citizenship", "phone", "email"), {"citizenship": "citizenship"}),
        ("waiting_list", ("id", "name", "citizenship", "position"), {"citizenship": "citizenship"}),
        ("master", ("id", "name", "race", "status"), {"race": "race_ethnicity"}),
        ("citizenship", ("person_id", "citizenship_cd", "eff_dt"), {"citizenship_cd": "citizenship"}),
        ("offices", ("name", "tax_id"), {}),
        ("faith_partner_congregations", ("name", "denomination"), {}),
        ("parent_organizations", ("name", "religion"), {}),
        ("clinic_visits", ("race", "religion"), {"race": "race_ethnicity", "religion": "religion"}),
        ("agency_clients", ("tax_id", "denomination"), {"tax_id": "ssn_itin", "denomination": "religion"}),
        ("taxpayers", ("tax_id",), {"tax_id": "ssn_itin"}),
        ("tax_bills", ("tax_id",), {}),
        ("court", ("judge", "sign_languages", "interpreter_language"), {"interpreter_language": "language"}),
        ("shelter", ("race", "dob"), {"race": "race_ethnicity"}),
        ("intake_page", ("ask_race", "prompt_citizenship", "collects_ssn", "ssn_enabled", "citizenship_visible"), {}),
        ("applicants", ("ssn", "ssn_required", "citizenship_required"), {"ssn": "ssn_itin"}),
        ("vacancies", ("citizenship_required", "requires_interpreter", "requires_ssn"), {}),
        ("clients", ("requires_interpreter", "requires_visa"), {"requires_interpreter": "language", "requires_visa": "immigration_status"}),
        ("hearings", ("requires_interpreter", "requires_citizenship"), {"requires_interpreter": "language"}),
        ("person", ("mask_ssn", "ssn_masked"), {"ssn_masked": "ssn_itin"}),
        ("personas", ("lengua_indigena", "pueblo_indigena"), {"lengua_indigena": "language", "pueblo_indigena": "race_ethnicity"}),
        ("Passport", ("serial", "expires"), {"serial": "foreign_id"}),
        ("encuesta", ("FOLIO", "P4_RELIG"), {"P4_RELIG": "religion"}),
        ("visa_types", ("visa_code", "dol_category", "in_force"), {}),
        ("code_list", ("code", "citizenship_label", "paid_by_grant"), {}),
        ("waiting_list", ("code", "nationality_label", "phone"), {"nationality_label": "national_origin"}),
        ("clinics", ("accepts_undocumented", "offers_interpreter", "races_served"), {}),
        ("clients", ("first_name", "language_served"), {"language_served": "language"}),
        ("dishes", ("religious_certification", "vendor_id", "unit_price"), {}),
        ("by_week", ("week", "ethnicity", "sex", "suppressed", "count"), {}),
        ("enrollment_counts", ("school_year", "citizenship_status"), {}),
        ("roster_counts", ("client_id", "race", "total"), {"race": "race_ethnicity"}),
        ("birth_records", ("father_birth_place", "father_birth_date"), {"father_birth_place": "birth_place"}),
        ("patient_languages", ("patient_id", "name"), {"name": "language"}),
        ("languages", ("id", "name"), {}),
        ("language_class_students", ("student_id", "name"), {}),
        ("member_interpreters", ("member_id", "name"), {}),
        ("patients", ("chart", "accepts_interpreter"), {"accepts_interpreter": "language"}),
        ("voters", ("date_naturalized",), {"date_naturalized": "citizenship"}),
        ("members", ("qualified_noncitizen",), {"qualified_noncitizen": "immigration_status"}),
        ("ethnicity", ("ethnicity_id", "ethnicity_name", "sort_order", "last_updated", "updated_by"), {}),
        ("listing_documents", ("id", "social_security_card", "birth_certificate"), {}),
        ("benefit_rules", ("min_age", "citizenship"), {}),
        ("jurisdictions", ("visible_spoken_languages", "race_ethnicity_configuration", "isBirthCitySupported"), {}),
        ("demographics_by_tract", ("tract", "white", "asian"), {}),
        ("chess", ("white", "black"), {}),
        ("report_clients", ("asian", "latino", "white"), dict.fromkeys(("asian", "latino", "white"), "race_ethnicity")),
        ("employees", ("immigration_unit", "passport_fee", "race_route_map", "ethnic_pharmacy"), {}),
        ("orders", ("ship_country", "origin_country"), {}),
        ("help", ("how_do_i_get_an_itin", "why_do_you_need_my_ssn"), {}),
        ("consulates", ("country", "phone"), {}),
        ("programs", ("eligible_immigration_statuses", "languages_offered"), {}),
        ("funding_sources", ("fund_code", "refugee_resettlement_fund"), {}),
        ("audit_log", ("ssn_viewed_at", "include_ssn", "group_by_race"), {}),
        ("lab_results", ("patient_id", "interpretation"), {}),
        ("court_dates", ("party_id", "interpretation_needed"), {"interpretation_needed": "language"}),
        ("intakes", ("permanent_residence_with_client", "born_in_2020", "had_social_security_or_retirement"), {}),
        ("members", ("permanent_residence_date",), {"permanent_residence_date": "immigration_status"}),
        ("personas", ("entidad_nac", "ine_folio"), {"entidad_nac": "birth_place", "ine_folio": "foreign_id"}),
        ("x", ("openStatelessSession", "save_status"), {}),
        ("items", ("author_nationality", "isbn"), {}),
        ("food", ("ethnic_aisle", "upc"), {}),
        ("activite", ("langue_animation", "prep_citoyennete"), {}),
        ("decedent", ("DEC_BPLACE_CNT", "FTHR_BP"), {"DEC_BPLACE_CNT": "birth_place", "FTHR_BP": "birth_place"}),
        ("profil", ("paysOrigine", "minorite_visible"), {"paysOrigine": "national_origin", "minorite_visible": "race_ethnicity"}),
        ("program", ("immigrantsMayApply", "slug"), {}),
        ("claim", ("alienRegDocType", "alienRegNo"), {"alienRegDocType": "immigration_status", "alienRegNo": "immigration_id"}),
        ("check_in", ("visa_mc",), {}),
    ],
)  # fmt: skip
def test_lists_bodies_and_switches_have_no_person(table: str, fields: tuple[str, ...], wanted: dict[str, str]) -> None:
    """A list of codes, an organization or a building, a setting or a requirement; a person's field beside them is told."""
    assert {name: found.of for name in fields if (found := sensitive(name, Around(table, fields)))} == wanted


@pytest.mark.parametrize(
    ("table", "name", "comment", "codes", "wanted"),
    [
        ("cases", "kind_of_release", "", ("Probation", "Parole", "Paroled", "Bail"), ""),
        ("trips", "papers_seen", "", ("Notice to appear", "Parole", "Green card", "None"), "immigration_status"),
        ("trips", "arrived_how", "", ("Paroled in", "Without inspection", "Other"), "immigration_status"),
        ("q", "person.imm_doc.number", "Number: Do you have an I-94?", (), "immigration_id"),
        ("branches", "sign_language", "ASL interpreter can be booked at this branch", (), ""),
        ("clients", "sign_language", "", (), "language"),
        ("q", "country2", "Country of which you are a citizen, or that issued your passport", (), "citizenship"),
        ("q", "country2", "Country that issued your passport", (), "foreign_id"),
        ("encuesta", "P4_ADSC", "¿Con cuál se identifica?", ("1 indígena", "2 afrodescendiente", "3 mestizo", "9 ns"), "race_ethnicity"),
        ("roofs", "Q2_ROOF", "", ("white", "black", "brown"), ""),
        ("encuesta", "P4_PARED", "Material de la pared", ("1 blanca", "2 negra", "3 adobe"), ""),
    ],
)
def test_a_question_tells_what_is_asked(table: str, name: str, comment: str, codes: tuple[str, ...], wanted: str) -> None:
    """Though its name tells nothing, or it names a paper or a place beside."""
    found = sensitive(name, Around(table, (name,)), comment, codes)
    assert (found.of if found else "") == wanted


def test_every_sense_that_a_class_names_stands_in_the_file() -> None:
    """And none stands there unused."""
    assert {sense for one in classes().values() for sense in one.senses} == set(senses())


def test_a_plural_that_is_another_word_in_another_language_adds_no_sense() -> None:
    """The French `pays` is a country: the country of a passport is no payment."""
    around = Around("I9In", ("employee_name", "ssn_last4", "passport_country", "work_authorization_expiry"))
    found = sensitive("work_authorization_expiry", around)
    assert found is not None
    assert found.of == "immigration_status"
