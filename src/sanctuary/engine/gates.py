"""What gates say without the solver: a gate is true when all its parts are, so that much of an answer can be computed.

`parts` holds for each gate the literals of which all must hold; a variable without parts is a fact or a reading. `touched` holds the
variables that are varied, and the gates on which they bear.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

__all__ = ["bearing", "moved", "turning", "varied"]

Parts = Mapping[int, tuple[int, ...]]


def varied(
    parts: Parts, touched: AbstractSet[int], model: Container[int], bits: Mapping[int, int], size: int, literals: tuple[int, ...]
) -> list[int]:
    """For each literal the cases (as bits, of which there are so many) in which it holds, all else as in a situation.

    `bits` says in which cases some variables are true. A gate on which these bear is computed for all cases at once, one number for
    each, as far as its parts leave it open; any other is as in the situation.
    """
    every, known = (1 << size) - 1, dict(bits)

    def cases(variable: int) -> int:
        found, waiting = every, []
        # What the facts do not bear on is asked first: of most rules it already says that they do not match.
        for part in parts[variable]:
            beneath = part if part > 0 else -part
            if beneath in touched:
                waiting.append(part)
            elif (beneath in model) is not (part > 0):
                known[variable] = 0
                return 0
        for part in waiting:
            beneath = part if part > 0 else -part
            one = known.get(beneath)
            if one is None:
                one = cases(beneath)
            found &= one if part > 0 else every ^ one
            if not found:
                break
        known[variable] = found
        return found

    told = []
    for literal in literals:
        variable = literal if literal > 0 else -literal
        one = known.get(variable)
        if one is None:
            one = cases(variable) if variable in touched else every if variable in model else 0
        told.append(one if literal > 0 else every ^ one)
    return told


def moved(
    parts: Parts, touched: AbstractSet[int], columns: Sequence[int], known: dict[int, int], every: int, variables: Iterable[int]
) -> list[int]:
    """For each variable the situations (as bits, those of `every`) in which it is true after some variables changed to what is known.

    `columns` says in which situations each variable is true before. What was computed on the way is added to `known`.
    """

    def after(variable: int) -> int:
        found, waiting = every, []
        for part in parts[variable]:
            beneath = part if part > 0 else -part
            if beneath in touched:
                waiting.append(part)
            else:
                found &= columns[beneath] if part > 0 else ~columns[beneath]
                if not found:
                    break
        for part in waiting if found else ():
            beneath = part if part > 0 else -part
            one = known.get(beneath)
            if one is None:
                one = after(beneath)
            found &= one if part > 0 else ~one
            if not found:
                break
        known[variable] = found
        return found

    told = []
    for variable in variables:
        one = known.get(variable)
        told.append(one if one is not None else after(variable) if variable in touched else every & columns[variable])
    return told


def bearing(
    parts: Parts, touched: AbstractSet[int], model: Container[int], variables: frozenset[int], literals: Iterable[int]
) -> list[int]:
    """Those of some variables that may change a literal, all else as in a situation: of a gate with another false part, none."""
    waiting, seen = [abs(literal) for literal in literals], set[int]()
    while waiting:
        variable = waiting.pop()
        if variable in seen or variable not in touched:
            continue
        seen.add(variable)
        under = []
        for part in parts.get(variable, ()):
            beneath = part if part > 0 else -part
            if beneath in touched:
                under.append(beneath)
            elif (beneath in model) is not (part > 0):
                break
        else:
            waiting += under
    return sorted(seen & variables)


def turning(parts: Parts, sure: Container[int], literals: Iterable[int]) -> set[int]:
    """The variables on which some literals may still turn, where others are sure: whatever lies beneath a gate that is not sure."""
    waiting, seen = [abs(literal) for literal in literals], set[int]()
    while waiting:
        variable = waiting.pop()
        if variable in seen or variable in sure or -variable in sure:
            continue
        seen.add(variable)
        waiting += [abs(part) for part in parts.get(variable, ())]
    return seen
