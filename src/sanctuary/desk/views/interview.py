"""The interview: one question on a page, the answer as conduct, then more questions for whoever can answer."""

import json
from secrets import token_hex
from typing import Any, get_args

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from sanctuary.conduct.screen import Call, screen
from sanctuary.conduct.sight import seen_paper
from sanctuary.conduct.signed import Standing
from sanctuary.conduct.texts import texts
from sanctuary.desk import kept
from sanctuary.desk.card import Card, calls, words_of
from sanctuary.desk.cases import case_of
from sanctuary.desk.dealing import UNKNOWN, Point, Said, State, Walk, answers_of, said, walk
from sanctuary.desk.views.page import card_at, desk, page, site_of, words_for
from sanctuary.desk.words import Option, Told, Words, words
from sanctuary.documents import replace
from sanctuary.law.asking import Seen as Level

__all__ = ["answer", "ask", "begin", "close", "counted", "entered", "new_state", "reach", "screen_of", "walked"]

_LEVELS: tuple[Level, ...] = get_args(Level)


def walked(state: State) -> tuple[Walk, Standing]:
    """The path of an interview, and whether counsel's signature stands for the law on which it runs."""
    at = desk()
    stands = at.standing(state.on)
    if state.pinned != at.pinned(state.on):
        stands = Standing(stands=False, why="replaced")
    return walk(at.questions(state.on), state, signed=stands.stands), stands


def new_state(slug: str, counter: str, case: str = "") -> State:
    """An interview that begins now, pinned to the law of today."""
    at = desk()
    on = at.today()
    return State(site=slug, counter=counter, begun=at.clock(), on=on, pinned=at.pinned(on), token=token_hex(16), case=case)


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begins an interview at a counter; where one is open in this session, it goes on."""
    site = site_of(request.POST.get("site", ""))
    if site is None:
        return redirect("home")
    request.session["site"] = site.slug
    kept.start(request, desk(), new_state(site.slug, site.counter))
    return redirect("ask")


def ask(request: HttpRequest, number: int = 0) -> HttpResponse:
    """The question that waits, or an earlier one by its place on the path; the answer is kept by the question's own name."""
    if request.method == "POST":
        return _answered(request)
    state = kept.load(request, desk())
    if state is None:
        return redirect("home")
    return _question(request, state, number)


def _question(request: HttpRequest, state: State, number: int, *, missing: bool = False) -> HttpResponse:
    path, _ = walked(state)
    points = path.points
    if not number and path.waits is None:
        return redirect("answer")
    place = min(number or len(points), len(points))
    point = points[place - 1]
    told = words_for(request)
    question, hint, options = _told(request, state, point)
    title, card = card_at(state.site)
    return page(
        request,
        "ask",
        status=400 if missing else 200,
        question=question,
        hint=hint,
        options=options,
        point=point,
        place=place,
        before=place - 1,
        missing=missing,
        sheet=point.name in ("top", "title", "foot"),
        case=case_of(state.case, told.language) if state.case else None,
        title=title,
        **_now(told, state, title, card),
    )


def _now(told: Words, state: State, title: str, card: Card) -> dict[str, Any]:
    """What does not wait for the last question: danger, a claimed emergency, officers inside, a judge's paper; and whom to call."""
    title, card = card_at(state.site)
    paper = seen_paper(state.answers)
    found = screen(state.counter, state.answers, paper, None, refused=state.refused, signed=False)
    names = [*found.do[:-1], *(["judge"] if paper.sort == "judge" else [])]
    # The first and the last of them, so that the question stays in sight; the answer's screen has all.
    names = names if len(names) < 3 else [names[0], names[-1]]
    given = words_of(card, state.begun, title)
    filled = [(told.conduct.filled(told.conduct.do[name], given), texts("en").filled(texts("en").do[name], given)) for name in names]
    order: tuple[Call, ...] = ("911",) if "hurt" in names else ("counsel",) if "judge" in names else ("role",)
    lines = calls(card, desk().clock(), order, told.conduct)
    return {"urgent": [told.told(*pair) for pair in filled], "call": lines[0] if lines else None}


def _told(request: HttpRequest, state: State, point: Point) -> tuple[Told, Told, list[Option]]:
    """A question in words, its hint and its answers; "I cannot tell" is always the last."""
    told = words_for(request)
    if point.law is not None:
        question, options = told.law(point.law)
        unknown = Option(value=UNKNOWN, told=told.answer("danger", UNKNOWN))
        return question, Told(text=""), [*options, unknown]
    question, hint = told.question(point.name)
    options_of = answers_of(point.name, state.counter)
    return question, hint, [Option(value=one, told=told.answer(point.name, one)) for one in options_of]


def _answered(request: HttpRequest) -> HttpResponse:
    name, value = request.POST.get("question", ""), request.POST.get("answer", "")
    if not value:
        state = kept.load(request, desk())
        if state is None:
            return redirect("home")
        number = request.POST.get("place", "")
        return _question(request, state, int(number) if number.isascii() and number.isdecimal() and len(number) < 4 else 0, missing=True)
    changed = kept.change(request, desk(), lambda found: counted(found, name, value))
    return redirect("home" if changed is None else "ask")


def counted(state: State, name: str, value: str) -> State:
    """The state with an answer under its name; a name or a value that is none changes nothing."""
    if name in texts("en").question and name != "refused":
        fits = value in answers_of(name, state.counter)
        return replace(state, answers={**state.answers, name: value}) if fits else state
    if name not in desk().library.asking.fact:
        return state
    others = tuple(one for one in state.not_known if one != name)
    if value == UNKNOWN:
        return replace(state, not_known=(*others, name))
    try:
        found = json.loads(value)
    except (ValueError, RecursionError):
        return state
    if not (found is None or isinstance(found, str | bool | int)) or len(value) > 100:
        return state
    return replace(state, facts={**state.facts, name: found}, not_known=others)


@require_safe
def answer(request: HttpRequest) -> HttpResponse:
    """What to do, what to say, whom to call; what never to do; what comes after. The law is folded below."""
    state = kept.load(request, desk())
    if state is None:
        return redirect("home")
    path, stands = walked(state)
    if path.step.screen is None:
        return redirect("ask")
    told, at = words_for(request), desk().clock()
    title, card = card_at(state.site)
    shown = screen_of(state, path, told.language, (title, card))
    model = shown if told.language == "en" else screen_of(state, path, "en", (title, card))
    if shown.digest != state.shown:
        kept.change(request, desk(), lambda found: replace(found, shown=shown.digest))
    lines = calls(card, at, path.step.screen.call, told.conduct)
    if not stands.stands and not any(one.phone for one in lines):
        lines = lines[:1] + calls(card, at, ("counsel",), told.conduct)
    first, about, *more = _lines_of(told, shown, model)
    return page(
        request,
        "answer",
        title=title,
        first=first,
        about=about,
        more=more,
        say=[told.told(*pair) for pair in zip(shown.say, model.say, strict=True)],
        never=[told.told(*pair) for pair in zip(shown.never, model.never, strict=True)],
        then=[told.told(*pair) for pair in zip(shown.then, model.then, strict=True)],
        call=lines[0] if lines else None,
        others=lines[1:],
        wait=card.wait,
        rooms=card.rooms,
        stands=stands,
        unsigned=told.conduct.words["unsigned"],
        not_advice=told.conduct.words["not_advice"],
        decision=path.step.decision,
        kept=_others(state, path),
        digest=shown.digest,
        at=at,
        state=state,
        places=len(path.points),
        refused=state.refused,
        case=case_of(state.case, told.language) if state.case else None,
    )


def _lines_of(told: Words, shown: Said, model: Said) -> list[Told]:
    """What to do, the first line apart: where it names questions to ask, these stand below it in a line of their own."""
    (head, mark, rest), (english, _, other) = shown.do[0].partition(": "), model.do[0].partition(": ")
    first = [told.told(head + mark.rstrip(), english + mark.rstrip()), told.told(rest, other)]
    return [*first, *(told.told(*pair) for pair in zip(shown.do[1:], model.do[1:], strict=True))]


def screen_of(state: State, path: Walk, language: str, known: tuple[str, Card] | None = None) -> Said:
    """What the screen of an interview says in a language, with the agency's own words; `known`: the counter's, where they were read."""
    title, card = known or card_at(state.site)
    # The hour is that of the interview, so that the same screen keeps its digest.
    return said(state, path.step, words(language), words_of(card, state.begun, title))


def _others(state: State, path: Walk) -> list[str]:
    """Who else can be asked what the desk cannot see: those for whom a question is left."""
    asking = desk().library.asking.fact
    left = {asking[name].seen for name in path.step.kept if name in asking}
    return [one for one in _LEVELS if one in left and one not in state.sees]


@require_POST
def reach(request: HttpRequest) -> HttpResponse:
    """Somebody was reached who can see more: the questions that were kept for them are asked now."""
    who = request.POST.get("who", "")
    levels = tuple(one for one in _LEVELS if one == who)
    if levels:
        kept.change(request, desk(), lambda found: replace(found, sees=tuple(dict.fromkeys((*found.sees, *levels)))))
    return redirect("ask")


@require_POST
def entered(request: HttpRequest) -> HttpResponse:
    """They go in although nobody agreed; or that was a mistake."""
    kept.change(request, desk(), lambda found: replace(found, refused=request.POST.get("refused") == "yes"))
    return redirect("answer")


@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Deletes the open interview; nothing of it stays."""
    kept.close(request)
    return redirect("home")
