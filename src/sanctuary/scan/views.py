"""Views and grants for PostgreSQL that withhold from a role what the law forbids to disclose."""

from sanctuary.engine.decide import decide
from sanctuary.engine.prove import Proofs
from sanctuary.engine.situation import Situation
from sanctuary.errors import RequestError
from sanctuary.law.jurisdiction import Law
from sanctuary.model import Outcome
from sanctuary.names.catalog import classes
from sanctuary.scan.asks import OTHERS
from sanctuary.scan.catalogs import plain_address, read_catalog
from sanctuary.scan.field import Field
from sanctuary.scan.scan import classified

__all__ = ["SCHEMA_OF_VIEWS", "views", "withheld"]

SCHEMA_OF_VIEWS = "sanctuary_views"


def withheld(law: Law, actor: str = "") -> dict[str, str]:
    """The classes that the law forbids to disclose to immigration authorities without a paper, each with the paragraphs."""
    proofs = Proofs(law)
    asked = {"requester": "immigration-authority", "purpose": "civil-immigration", "paper": "none"}
    context = {**asked, "written_consent": False, "required_by_law": False}
    found = {}
    for name, one in classes().items():
        if not one.asks:
            continue
        context = {
            "requester": "immigration-authority",
            "purpose": "civil-immigration",
            "paper": "none",
            "written_consent": False,
            "required_by_law": False,
        }
        told = decide(proofs, Situation(actor=actor or OTHERS, action="disclose", resource=one.asks, context=context))
        if Outcome.MUST_NOT in told.outcomes and told.outcome in (Outcome.MUST_NOT, Outcome.DEPENDS):
            found[name] = "; ".join(dict.fromkeys(rule.cites for rule in told.rules if rule.effect == "forbids"))
    return found


def views(law: Law, address: str, role: str, actor: str = "") -> str:
    """The statements, one transaction: a view of each table without the columns withheld, and grants on it; refuses other databases."""
    if not address.startswith(("postgresql://", "postgres://")):
        raise RequestError(f"--views is for PostgreSQL, and {plain_address(address)} is none.")
    laws = withheld(law, actor)
    items = list(read_catalog(address))
    found = {(one.table, one.name): hit.of for one, hit in classified(items).found if hit.of in laws}
    tables: dict[str, list[str]] = {}
    for one in items:
        if isinstance(one, Field):
            tables.setdefault(one.table, []).append(one.name)
    quoted = _quoted(role)
    lines = [
        f"-- {law.place.file.title}, {law.on}: what {role} may see. Made by sanctuary scan --views; read it before you run it.",
        "begin;",
    ]
    lines += [f"create schema if not exists {SCHEMA_OF_VIEWS};", f"grant usage on schema {SCHEMA_OF_VIEWS} to {quoted};"]
    for table, columns in sorted(tables.items()):
        hidden = [name for name in columns if (table, name) in found]
        if not hidden:
            continue
        kept = [name for name in columns if name not in hidden]
        lines += [f"-- {table}: {name} is withheld ({found[table, name]}: {laws[found[table, name]]})" for name in hidden]
        whole = ".".join(_quoted(part) for part in table.split("."))
        view = f"{SCHEMA_OF_VIEWS}.{_quoted(table.replace('.', '_'))}"
        shown = ", ".join(_quoted(name) for name in kept) or "null::text as nothing_left"
        lines += [
            f"create or replace view {view} with (security_barrier) as select {shown} from {whole};",  # noqa: S608 - quoted names
            f"revoke all on {whole} from public, {quoted};",
            f"grant select on {view} to {quoted};",
        ]
    return "\n".join([*lines, "commit;", ""])


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
