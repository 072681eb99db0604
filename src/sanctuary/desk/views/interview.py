"""The interview: one question on a page, the answer as conduct, then more questions for whoever can answer."""

import json
import re
from collections.abc import Mapping, Sequence
from secrets import token_hex
from typing import Any, get_args

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from sanctuary.conduct.courts import court_words
from sanctuary.conduct.screen import Call, aloud, screen
from sanctuary.conduct.sight import seen_paper
from sanctuary.conduct.signed import Standing
from sanctuary.conduct.spoken import duty_in, rule_in
from sanctuary.conduct.texts import texts
from sanctuary.desk import kept
from sanctuary.desk.card import calls, words_of
from sanctuary.desk.cases import Shown, case_of
from sanctuary.desk.dealing import UNKNOWN, Point, Said, State, Walk, answers_of, said, walk
from sanctuary.desk.views.page import card_at, desk, page, site_of, words_for
from sanctuary.desk.words import Option, Told, Words, words
from sanctuary.documents import replace
from sanctuary.engine.decision import DecisionReport
from sanctuary.law.asking import Seen as Level
from sanctuary.model import Outcome
from sanctuary.study.duty_lines import duty_line, owed

__all__ = ["answer", "ask", "begin", "close", "counted", "entered", "new_state", "reach", "screen_of", "walked"]

_SENTENCE = re.compile(r"(?<=[.!?]) (?=[^a-z])")
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
    if request.session.get("site") != site.slug:
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
    givens = _givens(state, told)
    question, hint, options = _told(request, state, point, givens[told.language])
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
        courts=givens[told.language]["courts"] or told.conduct.words["courts"],
        aloud=_filled(told, givens, [("say", name) for name in aloud(state.answers, point.name)]) if point.kind == "conduct" else [],
        case=_case(state, told),
        title=givens[told.language]["place"],
        **_now(told, state, givens),
    )


def _now(told: Words, state: State, givens: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """What does not wait for the last question: danger, a claimed emergency, officers inside, a judge's paper; and whom to call."""
    paper = seen_paper(state.answers)
    found = screen(state.counter, state.answers, paper, None, refused=state.refused, signed=False)
    names = [*found.do[:-1], *([found.do[-1]] if paper.sort == "judge" else [])]
    # The first and the last of them, so that the question stays in sight; the answer's screen has all.
    names = names if len(names) < 3 else [names[0], names[-1]]
    order: tuple[Call, ...] = ("911",) if "hurt" in names else ("counsel",) if paper.sort == "judge" else ("role",)
    lines = calls(card_at(state.site, told.language)[1], desk().clock(), order, told.conduct)
    return {"urgent": _filled(told, givens, [("do", name) for name in names]), "call": lines[0] if lines else None}


def _filled(told: Words, givens: Mapping[str, Mapping[str, str]], names: Sequence[tuple[str, str]]) -> list[Told]:
    """Texts of conduct by part and name, with the agency's own words of each language."""
    both = (told.conduct, texts("en"))
    pairs = [[one.filled(getattr(one, part)[name], givens[one.language]) for part, name in names] for one in both]
    return [told.told(mine, model) for mine, model in zip(*pairs, strict=True)]


def _givens(state: State, told: Words) -> dict[str, dict[str, str]]:
    """The agency's own words in the language of the page and in English."""
    return {one: _given(state, one) for one in {told.language, "en"}}


def _given(state: State, language: str) -> dict[str, str]:
    """The agency's own words in a language, and the names of the state's courts. The hour is that of the interview."""
    title, card = card_at(state.site, language)
    return {**words_of(card, state.begun, title, language), **court_words(desk().law(state.on).place.id)}


def _told(request: HttpRequest, state: State, point: Point, given: Mapping[str, str]) -> tuple[Told, Told, list[Option]]:
    """A question in words, its hint and its answers; "I cannot tell" is always the last."""
    told = words_for(request)
    if point.law is not None:
        question, options = told.law(point.law)
        unknown = Option(value=UNKNOWN, told=told.answer("danger", UNKNOWN))
        return question, Told(text=""), [*options, unknown]
    question, hint = told.question(point.name)
    options_of = answers_of(point.name, state.counter)
    return question, hint, [Option(value=one, told=told.answer(point.name, one, given, counter=state.counter)) for one in options_of]


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
    title, card = card_at(state.site, told.language)
    shown = screen_of(state, path, told.language)
    model = shown if told.language == "en" else screen_of(state, path, "en")
    if shown.digest != state.shown:
        kept.change(request, desk(), lambda found: replace(found, shown=shown.digest))
    lines = calls(card, at, path.step.screen.call, told.conduct)
    if not stands.stands and not any(one.phone for one in lines):
        lines = lines[:1] + calls(card, at, ("counsel",), told.conduct)
    (first, about, *more), later = _lines_of(told, shown, model), _later(told, shown, model)
    return page(
        request,
        "answer",
        title=title,
        first=first,
        about=about,
        questions=_questions(told, about, shown, model),
        more=more,
        say=[told.told(*pair) for pair in zip(shown.say, model.say, strict=True)],
        never=[told.told(*pair) for pair in zip(shown.never, model.never, strict=True)],
        then=[told.told(*pair) for pair in zip(shown.then, model.then, strict=True)],
        phone=later[0],
        later=later[1:],
        call=lines[0] if lines else None,
        others=lines[1:],
        wait=card.wait,
        rooms=card.rooms_in(told.language),
        stands=stands,
        unsigned=told.conduct.words["unsigned"],
        not_advice=told.conduct.words["not_advice"],
        decision=path.step.decision,
        rules=_rules(state, path, told),
        duties=_duties(state, path, told),
        outcome=told.ui[_outcome(path.step.decision)] if path.step.decision else "",
        kept=_others(state, path),
        digest=shown.digest,
        at=at,
        state=state,
        places=len(path.points),
        refused=state.refused,
        case=_case(state, told),
    )


def _outcome(decision: DecisionReport) -> str:
    """The word for an outcome; one that is allowed by law above alone has its condition."""
    bounded = decision.outcome == Outcome.MAY and decision.unless
    return "outcome_may_unless" if bounded else f"outcome_{decision.outcome}"


def _lines_of(told: Words, shown: Said, model: Said) -> list[Told]:
    """What to do: its first two sentences; questions to ask, where it names any; what else it says, and the other lines."""
    mine, ours = _head(shown.do[0]), _head(model.do[0])
    lines = [told.told(*pair) for pair in zip(mine, ours, strict=True)]
    return [*lines[:2], *lines[2:][: bool(mine[2])], *(told.told(*pair) for pair in zip(shown.do[1:], model.do[1:], strict=True))]


def _questions(told: Words, about: Told, shown: Said, model: Said) -> list[Told]:
    """The questions to ask one by one, where what stands behind the first sentences is several and nothing else."""
    several = len(shown.asked) > 1 and len(model.asked) == len(shown.asked) and about.text == " ".join(shown.asked)
    return [told.told(*pair) for pair in zip(shown.asked, model.asked, strict=True)] if several else []


def _head(text: str) -> tuple[str, str, str]:
    """The first two sentences, which are read in ten seconds; what stands behind a colon; the sentences that follow."""
    head, mark, rest = text.partition(": ")
    if mark:
        return head + mark.rstrip(), rest, ""
    sentences = _SENTENCE.split(text)
    return " ".join(sentences[:2]), "", " ".join(sentences[2:])


def screen_of(state: State, path: Walk, language: str) -> Said:
    """What the screen of an interview says in a language, with the agency's own words."""
    # The hour is that of the interview, so that the same screen keeps its digest.
    return said(state, path.step, words(language), _given(state, language))


def _later(told: Words, shown: Said, model: Said) -> list[tuple[Told, Told]]:
    """Sentences that wait for their moment, each behind when it is."""
    return [(told.told(mine.when, ours.when), told.told(mine.say, ours.say)) for mine, ours in zip(shown.later, model.later, strict=True)]


def _rules(state: State, path: Walk, told: Words) -> list[dict[str, Any]]:
    """The rules that decide: the citation as it is, and the sentence of its pack in the language of the page."""
    law, decision = desk().law(state.on), path.step.decision
    return [
        {"cites": one.cites, "told": told.own(rule_in(law, one.id, told.language), one.words), "reported": one.reported}
        for one in (decision.rules if decision else ())
    ]


def _duties(state: State, path: Walk, told: Words) -> list[Told]:
    """The duties that follow, in words: those of this agency first."""
    law, decision = desk().law(state.on), path.step.decision
    found = [one for others in (False, True) for one in owed(law, decision.duties, others=others)] if decision else []
    return [told.own(duty_in(one, told.language), duty_line(one)) for one in found]


def _case(state: State, told: Words) -> Shown | None:
    return case_of(state.case, told, court_words(desk().law(state.on).place.id)) if state.case else None


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
