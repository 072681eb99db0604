"""The rows of a drawn timeline: a label, the bars of its answers in their shapes, and a legend of the shapes."""

from collections.abc import Callable, Iterator
from datetime import date

from sanctuary.documents import replace
from sanctuary.pages.scene import INK, LINE, PAPER, PARTLY, SOFT, WASH, YES, Scene, wrapped
from sanctuary.pages.timeline_axis import LEFT, RIGHT, WIDTH
from sanctuary.study.events import answer_said
from sanctuary.study.noticed import cases, questions
from sanctuary.study.phrases import upper
from sanctuary.study.timeline import Stretch, Timeline, Track

__all__ = ["LABEL", "UNSEARCHED", "Legend", "Row", "label_of", "rows_shown"]

BAR, LABEL = 16, 11

SMALL = 9
"""The size of what stands below a bar."""

COLORS = {
    "met": YES, "yes": YES, "may": YES, "must": YES,
    "partly": PARTLY, "depends": PARTLY, "conflict": PARTLY,
    "not-met": INK, "no": INK, "must-not": INK, "silent": SOFT,
    "unknown": SOFT, "not-searched": SOFT, "not-applicable": LINE,
}  # fmt: skip
"""Colors that differ in lightness too, and praise no answer; each goes with a shape."""

FULL, HALF = {"met", "yes", "may"}, {"partly", "depends", "conflict"}
DASHED = {"unknown", "not-applicable", "silent"}
UNSEARCHED = "not-searched"
EXCEPTED = ", with exceptions"


def rows_shown(report: Timeline, days: tuple[date, date] | None = None) -> list[Track]:
    """The plain questions beside all definitions, then the verdicts and situations; with a single definition its criteria too.

    Another case of a question has a row of its own where its answers differ in the days that are drawn.
    """
    standards = {track.standard for track in report.tracks if track.kind == "verdict"}
    followed = [track for track in report.tracks if track.kind != "criterion" or len(standards) == 1]
    return [*(_questions(report, days) if len(standards) > 1 else ()), *followed]


def _questions(report: Timeline, days: tuple[date, date] | None) -> Iterator[Track]:
    tracks = {track.id: track for track in report.asked}
    asked = {one.id: one for one in questions()}
    for name, track in tracks.items():
        question = asked[name]
        answers = {_answers(tracks[one], days) for one in cases(question.of or name) if one in tracks}
        if len(answers) > 1:
            yield track
        elif not question.of:
            yield replace(track, title=upper(question.act))


def _answers(track: Track, days: tuple[date, date] | None) -> tuple[tuple[date, str, bool], ...]:
    """What is drawn of a track: the answers of its bars, from the first day that is drawn on."""
    bars = _within(track.stretches, days) if days else joined(track.stretches)
    return tuple((max(one.since, days[0]) if days else one.since, one.answer, one.reported) for one in bars)


def label_of(track: Track) -> str:
    """What stands before a row: the plain question in its words, or the short name of a definition."""
    if track.kind == "criterion":
        return f"{track.id}  {track.title}"
    return track.title.partition(":")[0] if track.kind == "verdict" else track.title


def joined(stretches: tuple[Stretch, ...]) -> list[Stretch]:
    """Stretches of one answer as one, whatever it rests on."""
    found: list[Stretch] = []
    for one in stretches:
        if found and (found[-1].answer, found[-1].reported) == (one.answer, one.reported):
            found[-1] = replace(found[-1], until=one.until, because=one.because)
        else:
            found.append(one)
    return found


def _within(stretches: tuple[Stretch, ...], days: tuple[date, date]) -> list[Stretch]:
    first, last = days
    return [one for one in joined(stretches) if one.since <= last and (one.until is None or one.until > first)]


def _as_searched(one: Stretch, track: Track, searched: date | None) -> Stretch:
    """A stretch that says "not searched" where its days are before the search of the law, and so nobody knows the answer."""
    early = track.kind in ("question", "situation") or (searched is not None and one.until is not None and one.until <= searched)
    return replace(one, answer=UNSEARCHED) if one.answer == "unknown" and early else one


class Row:
    """One answer through time, laid out: its label, its bars, and a line below for the bars that are too narrow for their word."""

    def __init__(self, track: Track, at: Callable[[date], float], days: tuple[date, date], searched: date | None = None) -> None:
        self.track, self.at, self.days = track, at, days
        self.bold = track.kind not in ("criterion", "question")
        self.label = wrapped(label_of(track), LEFT - 34, LABEL, bold=self.bold)
        first, _ = days
        self.bars = _within(tuple(_as_searched(one, track, searched) for one in track.stretches), days)
        untold = [
            f"{f'until {one.until}' if one.since < first else f'from {one.since}'}: {_word(one)}"
            for one in self.bars
            if not self._inside(one)
        ]
        self.below = wrapped("; ".join(untold), WIDTH - LEFT - RIGHT, SMALL) if untold else []
        self.high = max(BAR + 8 + len(self.below) * (SMALL + 3), 6 + len(self.label) * (LABEL + 3))

    def _place(self, one: Stretch) -> tuple[float, float]:
        first, last = self.days
        return self.at(max(one.since, first)), self.at(min(one.until or last, last))

    def _inside(self, one: Stretch) -> str:
        """The word of a bar, or a shorter form of it, as far as it has room; nothing where neither has."""
        x, end = self._place(one)
        word = _word(one)
        short = (
            f"{word.replace(' of ', '/').removesuffix('*').replace(' met', '').replace(' unknown', '?')}{'*' if one.reported else ''}"
            if " of " in word
            else word
        )
        fits = (w for w in (word, short) if end - x > 6 + 5.4 * len(w) and len(wrapped(w, end - x - 4, 10)) == 1)
        return next(fits, "")

    def draw(self, scene: Scene, y: float) -> None:
        """The row at a height."""
        for number, line in enumerate(self.label):
            scene.text(26 if self.track.kind == "criterion" else 16, y + 15 + number * (LABEL + 3), line, size=LABEL, bold=self.bold)
        for one in self.bars:
            x, end = self._place(one)
            until = f" until {one.until}" if one.until else ""
            color = _bar(scene, one.answer, (x, y + 4, max(end - x, 0.5)), f"{_word(one)} from {one.since}{until}")
            if word := self._inside(one):
                scene.text((x + end) / 2, y + 4 + 12, word, size=10, color=color, anchor="middle")
        for number, line in enumerate(self.below):
            scene.rect(LEFT, y + BAR + 6 + number * (SMALL + 3), 5 * len(line), SMALL + 2, PAPER)  # no line of a day strikes the words
            scene.text(LEFT, y + BAR + 14 + number * (SMALL + 3), line, size=SMALL, color=SOFT)


def _word(one: Stretch) -> str:
    """The answer of a stretch; a star where it rests on a report."""
    kind, excepted, _ = one.answer.partition(EXCEPTED)
    return answer_said(kind) + excepted + ("*" if one.reported else "")


def _shape(answer: str) -> tuple[str, str]:
    """The color and the shape of an answer; with exceptions it is a half bar."""
    kind, excepted, _ = answer.partition(EXCEPTED)
    color = COLORS.get(kind, YES if answer[:1].isdigit() else SOFT)
    if excepted:
        return PARTLY, "half"
    if kind in ("must", UNSEARCHED):
        return color, "double" if kind == "must" else "none"
    return color, "full" if kind in FULL else "half" if kind in HALF else "dashed" if kind in DASHED else "empty"


def _bar(scene: Scene, answer: str, place: tuple[float, float, float], title: str) -> str:
    """A bar in the shape of its answer; the color of a word inside comes out."""
    x, y, width = place
    color, shape = _shape(answer)
    if shape == "none":  # no edge: what begins beside it is no change that anybody saw
        scene.rect(x, y, width, BAR, WASH, title)
        scene.rect(x, y + BAR / 2 + 5, width, 0.5, WASH, edge=LINE, dashed=True)
        return SOFT
    if shape == "double":
        scene.rect(x, y - 2, width, 3, color)
        scene.rect(x, y + 3, width, BAR - 3, color, title)
        return PAPER
    if shape == "full":
        scene.rect(x, y, width, BAR, color, title)
        return PAPER
    scene.rect(x, y, width, BAR, PAPER, title, edge=color, dashed=shape == "dashed")
    if shape == "half":
        scene.rect(x, y + BAR - 3, width, 3, color)
    return INK


class Legend:
    """The shapes that are drawn, each once with the words of its answers, laid out in as many lines as they take."""

    def __init__(self, rows: list[Row]) -> None:
        seen = {one.answer for row in rows for one in row.bars}
        order = [*COLORS, *sorted(one for one in seen if one.endswith(EXCEPTED))]
        shapes: dict[tuple[str, str], list[str]] = {}
        for answer in (one for one in order if one in seen):
            shapes.setdefault(_shape(answer), []).append(answer)
        self._placed: list[tuple[float, int, str, str]] = []
        x, line = 16.0, 0
        for answers in shapes.values():
            said = ", ".join(dict.fromkeys("with exceptions" if one.endswith(EXCEPTED) else answer_said(one) for one in answers))
            x, line = self._place(x, line, answers[0], said, 44)
        star = any(one.reported for row in rows for one in row.bars)
        if star:
            _, line = self._place(x, line, "", _STAR, 0)
        self.high = 18 * (line + 1)

    def _place(self, x: float, line: int, answer: str, said: str, beside: int) -> tuple[float, int]:
        wide = beside + 7 * len(said)
        if x > 16 and x + wide > WIDTH - RIGHT:
            x, line = 16.0, line + 1
        self._placed.append((x, line, answer, said))
        return x + wide, line

    def draw(self, scene: Scene, y: float) -> None:
        """The legend, its first line at a height."""
        for x, line, answer, said in self._placed:
            if answer:
                _bar(scene, answer, (x, y - 11 + 18 * line, 20), said)
            scene.text(x + (26 if answer else 0), y + 18 * line, said, size=LABEL, color=INK if answer else SOFT)


_STAR = "* rests on a report of a text that was not read"
