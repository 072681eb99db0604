"""`sanctuary new`: a pack that loads, to be filled."""

import shlex
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from sanctuary.commands.options import Day
from sanctuary.commands.printing import Outputs, Printer
from sanctuary.commands.words import day_or_today
from sanctuary.errors import RequestError
from sanctuary.law.packs import Library
from sanctuary.study.new import NewPack
from sanctuary.study.new import new as begun

__all__ = ["new"]


def new(
    pack: str,
    *,
    title: Annotated[str, Parameter(help="Its title; without it the name of the place.")] = "",
    parent: Annotated[str, Parameter(help="The government above it; without it the state in the id or of the place.")] = "",
    government: Annotated[str, Parameter(help="city, county, district or state.")] = "",
    empty: Annotated[bool, Parameter(help="No example of a rule: a place under the law above it alone.", negative="")] = False,
    rule: Annotated[
        tuple[str, ...],
        Parameter(
            help="A rule in plain words: 'forbid hold by police for ICE unless a judge's warrant'. Several are given one by one.",
            negative="",
        ),
    ] = (),
    on: Day = "",
    output: Annotated[str, Parameter(name=("--output", "-o"), help="The folder to write; without it one named by the id, here.")] = "",
) -> int:
    """Write a pack that loads: its state above it, who runs each actor, and rules in plain words, or one example of a rule.

    A rule is typed as: forbid|permit|require ACT [on A PAPER] by ACTOR [for REQUESTER]
    [unless A PAPER, another law requires it, or it is public].
    Then check tells whether the law above lets it stand, and compare what it would change.

    Parameters
    ----------
    pack
        A city or county by name ("Fresno, CA"), an id such as us-ca-fresno, or a path whose last part is the id.
    """
    path = Path(pack)
    named = path.name if "/" in pack or "\\" in pack else pack
    made = begun(Library(), named, day_or_today(on), title=title, parent=parent, government=government, empty=empty, rules=rule)
    folder = Path(output) if output else path.parent / made.id if named != pack else Path(made.id)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RequestError(_taken(folder, made.id))
    if folder.resolve().name != made.id:
        beside = shlex.quote(str(folder.parent / made.id))
        raise RequestError(f"{folder}: the folder of a pack bears its id. Write it as: sanctuary new {shlex.quote(pack)} -o {beside}")
    with Outputs() as outputs:
        for name, text in made.files.items():
            outputs.place(folder / name).write_text(text, encoding="utf-8")
    _tell(Printer(), made, folder, by_rules=bool(rule))
    return 0


def _tell(printer: Printer, made: NewPack, folder: Path, *, by_rules: bool) -> None:
    """What was written, and what to type next."""
    printer.line(f"{folder}: a pack for {made.title}, below {made.below}.")
    for name in made.files:
        printer.line(name, indent=2)
    for one in made.read:
        printer.line(f"Read {one}.")
    where = folder if folder.is_absolute() else f"./{folder}"
    if by_rules:
        printer.line(f"Does the law above let it stand? sanctuary check {where} --against {made.below}")
        printer.line(f"What would it change? sanctuary compare {shlex.quote(made.beside)} {where}")
    else:
        printer.line(f"Next: sanctuary check {where}, then docs/packs.md.")


def _taken(folder: Path, name: str) -> str:
    """The refusal of a folder that holds something: of a pack that was begun here, how to correct it."""
    if (folder / "pack.toml").is_file():
        return (
            f"{folder}: a pack is here already. Nothing was written. To correct a rule, change {folder}/rules and {folder}/law, "
            f"or delete the folder and type the command again; to keep both, write the new one beside it: -o ./other/{name}"
        )
    return f"{folder}: something is here already. Nothing was written. Choose another folder with -o."
