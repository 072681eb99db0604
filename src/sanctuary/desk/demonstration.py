"""The counters of the demonstration: eight, with roles and telephones that nobody has (555-0100 to 555-0199 are kept for fiction)."""

from sanctuary.conduct.texts import texts
from sanctuary.desk.models import Site

__all__ = ["ROLES", "fill"]

ROLES = {
    "jail": ("the watch commander", "the shift lead in records", "the records unit"),
    "police": ("the watch commander", "the field supervisor", "the records unit"),
    "school": ("the principal", "the assistant principal", "the district office"),
    "library": ("the person in charge", "the branch manager", "the library administration"),
    "clinic": ("the administrator on duty", "the charge nurse", "the records office"),
    "shelter": ("the director", "the deputy director", "the office of the shelter"),
    "city-hall": ("the senior person on site", "the department head", "the records office"),
    "courthouse": ("court security", "the supervisor", "the court executive's office"),
}
"""For each counter: who decides, the deputy, and the office that answers in writing."""


def fill() -> None:
    """Adds the counters of the demonstration that are not there."""
    for number, (counter, (role, deputy, unit)) in enumerate(ROLES.items()):
        card = {
            "role": role, "role_phone": f"555-01{number:02}", "deputy": deputy, "deputy_phone": f"555-01{number + 20:02}",
            "counsel": "the agency's counsel", "counsel_phone": "555-0190", "night_role": "the duty officer",
            "night_role_phone": "555-0191", "unit": unit, "police_phone": "555-0192", "opens": "08:00", "closes": "18:00",
            "waiting_place": "the front desk", "public_areas": "entrance and waiting room", "staff_areas": "all behind the counter",
            "plan": "Entrance | Waiting room\nFront desk | * Behind the counter",
        }  # fmt: skip
        Site.objects.get_or_create(slug=counter, defaults={"counter": counter, "title": texts("en").counter[counter], "card": card})
