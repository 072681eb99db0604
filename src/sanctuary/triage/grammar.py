"""Shapes of sentences: rules over the words of a paper, each tried once at a word, so that no text, however written, makes it slow.

A rule is words, `(one|other)`, `[what may be left out]`, `+` and `*` behind one of these, `{another rule}` and `<kind of word>`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from sanctuary.errors import PackError

__all__ = ["Grammar", "Token"]

PIECE = re.compile(r"\{\w+\}|<\w+>|[\[\]()|+*]|[a-z0-9&]+")
Part = tuple[int, int]
"""The first and the last state of a part of a rule."""


class Token(NamedTuple):
    """A word of a paper in small letters, the kinds of words that it is, and the line on which it stands."""

    word: str
    kinds: frozenset[str]
    line: int


class Way(NamedTuple):
    """What leads on from a state, and the state behind it: words, kinds of words, rules."""

    words: dict[str, list[int]]
    kinds: list[tuple[str, int]]
    rules: list[tuple[str, int]]


class Grammar:
    """Rules made ready."""

    def __init__(self, rules: Mapping[str, str]) -> None:
        self.words: set[str] = set()
        self._arcs: list[dict[str, list[int]]] = []
        """From each state by a word, a kind of word or a rule to other states."""
        self._jumps: list[list[int]] = []
        self._closed: list[list[int]] = []
        self._rules = {name: _Reader(name, text, self).part() for name, text in rules.items()}
        for name in {name[1:-1] for arcs in self._arcs for name in arcs if name[0] == "{"}:
            if name not in rules:
                raise PackError(f"sentences.toml: a rule names '{name}', and there is no such rule.")
        self._closed = [self._reached(state) for state in range(len(self._arcs))]
        self.ways = [self._way(state) for state in range(len(self._arcs))]
        self._begins: dict[str, frozenset[str]] = {}
        for name in rules:
            self._first(name, ())

    def reading(self, tokens: Sequence[Token]) -> "Reading":
        """Some words, to be tried from any of them on."""
        return Reading(self, tokens)

    def arcs(self, state: int) -> Iterator[tuple[str, int]]:
        """What leads on from a state: a word, a kind or a rule, and the state behind it."""
        for one in self._closed[state]:
            for name, targets in self._arcs[one].items():
                for target in targets:
                    yield name, target

    def _way(self, state: int) -> "Way":
        way = Way({}, [], [])
        for name, target in self.arcs(state):
            if name[0] == "{":
                way.rules.append((name[1:-1], target))
            elif name[0] == "<":
                way.kinds.append((name, target))
            else:
                way.words.setdefault(name, []).append(target)
        return way

    def ends(self, state: int, rule: str) -> bool:
        """Whether a rule may end in a state."""
        return self._rules[rule][1] in self._closed[state]

    def begin(self, rule: str) -> int:
        """The first state of a rule."""
        return self._rules[rule][0]

    def may_begin(self, rule: str, token: Token) -> bool:
        """Whether a word can be a rule's first."""
        begins = self._begins[rule]
        return token.word in begins or not token.kinds.isdisjoint(begins)

    # -------------------------------------------------------------------------------- rules into states

    def state(self) -> int:
        """A new state."""
        self._arcs.append({})
        self._jumps.append([])
        return len(self._arcs) - 1

    def piece(self, piece: str) -> Part:
        """A word, a kind of word or another rule."""
        begin, end = self.state(), self.state()
        self._arcs[begin][piece] = [end]
        if piece[0] not in "<{":
            self.words.add(piece)
        return begin, end

    def joined(self, parts: Sequence[Part]) -> Part:
        """One after the other."""
        for (_, end), (begin, _) in pairwise(parts):
            self._jumps[end].append(begin)
        return parts[0][0], parts[-1][1]

    def one_of(self, parts: Sequence[Part]) -> Part:
        """Any of them."""
        begin, end = self.state(), self.state()
        for first, last in parts:
            self._jumps[begin].append(first)
            self._jumps[last].append(end)
        return begin, end

    def repeated(self, part: Part, *, none: bool, many: bool) -> Part:
        """As often as is said."""
        begin, end = self.one_of([part])
        if none:
            self._jumps[begin].append(end)
        if many:
            self._jumps[end].append(begin)
        return begin, end

    def _reached(self, state: int) -> list[int]:
        waiting, found = [state], {state}
        while waiting:
            for target in self._jumps[waiting.pop()]:
                if target not in found:
                    found.add(target)
                    waiting.append(target)
        return sorted(found)

    def _first(self, rule: str, within: tuple[str, ...]) -> frozenset[str]:
        """The words and kinds with which a rule begins; a rule is never empty, and never begins with itself."""
        if rule in within:
            raise PackError(f"sentences.toml: the rule '{rule}' begins with itself.")
        if rule not in self._begins:
            if self.ends(self.begin(rule), rule):
                raise PackError(f"sentences.toml: the rule '{rule}' may be empty.")
            found: set[str] = set()
            for name, _ in self.arcs(self.begin(rule)):
                found |= self._first(name[1:-1], (*within, rule)) if name[0] == "{" else {name}
            self._begins[rule] = frozenset(found)
        return self._begins[rule]


class Reading:
    """Some words; what a rule makes of them from one of them on is found once."""

    def __init__(self, grammar: Grammar, tokens: Sequence[Token]) -> None:
        self.grammar = grammar
        self.tokens = tokens
        self._found: dict[tuple[str, int], frozenset[int]] = {}

    def ends(self, rule: str, at: int) -> frozenset[int]:
        """Before which words a rule that begins with a word may end."""
        if at >= len(self.tokens) or not self.grammar.may_begin(rule, self.tokens[at]):
            return frozenset()
        if (rule, at) not in self._found:
            self._found[rule, at] = self._tried(rule, at)
        return self._found[rule, at]

    def _tried(self, rule: str, at: int) -> frozenset[int]:
        grammar, tokens = self.grammar, self.tokens
        waiting = [(grammar.begin(rule), at)]
        seen, ends = set(waiting), set()
        while waiting:
            state, place = waiting.pop()
            if place > at and grammar.ends(state, rule):
                ends.add(place)
            if place >= len(tokens):
                continue
            for step in self._steps(state, place, tokens[place]):
                if step not in seen:
                    seen.add(step)
                    waiting.append(step)
        return frozenset(ends)

    def _steps(self, state: int, place: int, token: Token) -> Iterator[tuple[int, int]]:
        """The states and words that come next."""
        way = self.grammar.ways[state]
        for target in way.words.get(token.word, ()):
            yield target, place + 1
        for kind, target in way.kinds:
            if kind in token.kinds:
                yield target, place + 1
        for rule, target in way.rules:
            for end in self.ends(rule, place):
                yield target, end


class _Reader:
    """One rule as states."""

    def __init__(self, name: str, text: str, grammar: Grammar) -> None:
        self.name = name
        self.left = PIECE.findall(text)
        self.grammar = grammar
        if "".join(self.left) != "".join(text.split()):
            raise PackError(f"sentences.toml: the rule '{name}' has a sign that no rule has; write words in small letters, without marks.")

    def part(self) -> Part:
        """The whole rule."""
        part = self._choice()
        if self.left:
            raise PackError(f"sentences.toml: the rule '{self.name}' closes a bracket that it did not open.")
        return part

    def _choice(self) -> Part:
        parts = [self._row()]
        while self.left[:1] == ["|"]:
            self.left.pop(0)
            parts.append(self._row())
        return parts[0] if len(parts) == 1 else self.grammar.one_of(parts)

    def _row(self) -> Part:
        parts = []
        while self.left and self.left[0] not in ("|", ")", "]"):
            parts.append(self._often())
        if not parts:
            raise PackError(f"sentences.toml: the rule '{self.name}' has an empty choice.")
        return self.grammar.joined(parts)

    def _often(self) -> Part:
        piece = self.left.pop(0)
        if piece in ("(", "["):
            part = self._choice()
            if not self.left or self.left.pop(0) != {"(": ")", "[": "]"}[piece]:
                raise PackError(f"sentences.toml: the rule '{self.name}' does not close a bracket.")
        else:
            part = self.grammar.piece(piece)
        sign = self.left.pop(0) if self.left[:1] in (["+"], ["*"]) else ""
        if piece == "[" or sign:
            return self.grammar.repeated(part, none=piece == "[" or sign == "*", many=bool(sign))
        return part
