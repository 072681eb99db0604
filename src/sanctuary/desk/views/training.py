"""Training: cases to play on the same screens as a real dealing, and a score. Only a desk in training mode has them."""

from collections.abc import Mapping

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from sanctuary.conduct.courts import court_words
from sanctuary.conduct.screen import Screen
from sanctuary.desk import kept
from sanctuary.desk.cases import Case, case_of, offered, seen_rightly
from sanctuary.desk.dealing import State, Walk
from sanctuary.desk.models import Score, Site
from sanctuary.desk.views.interview import new_state, screen_of, walked
from sanctuary.desk.views.page import desk, page, words_for
from sanctuary.documents import replace

__all__ = ["play", "right_end", "score", "training"]


@require_safe
def training(request: HttpRequest) -> HttpResponse:
    """The cases, and how many were played rightly by whoever is signed in."""
    _need_training()
    told = words_for(request)
    courts = court_words(desk().law(desk().today()).place.id)
    played = dict(_scores(request).order_by("id").values_list("case", "right"))
    rows = [
        {"case": case_of(name, told, courts), "counter": told.conduct.counter[one.counter], "right": played.get(name)}
        for name, one in _cases().items()
    ]
    return page(request, "training", rows=rows, right=sum(played.values()), played=len(played), every=len(rows))


@require_POST
def play(request: HttpRequest) -> HttpResponse:
    """Begins a case, in the place of whatever was open."""
    _need_training()
    one = _cases().get(request.POST.get("case", ""))
    if one is None:
        return redirect("training")
    site = Site.objects.filter(counter=one.counter).first()
    kept.close(request)
    kept.start(request, desk(), new_state(site.slug if site else "", one.counter, one.id))
    return redirect("ask")


@require_POST
def score(request: HttpRequest) -> HttpResponse:
    """Whether the case that is open ended in the right conduct; it is closed, and the score kept."""
    _need_training()
    state = kept.load(request, desk())
    one = _cases().get(state.case) if state else None
    if state is None or one is None:
        return redirect("training")
    ended = walked(state)[0].step.screen
    if ended is None:
        return redirect("ask")
    rightly, path, better = right_end(one, state)
    right = (ended.do, ended.call[0], state.refused) == (better.do, better.call[0], one.refused)
    if isinstance(request.user, User):
        Score.objects.create(account=request.user, case=one.id, right=right, day=desk().today())
    kept.close(request)
    told, courts = words_for(request), court_words(desk().law(state.on).place.id)
    differs = [
        {
            "ask": told.question(name)[0],
            "given": told.answer(name, state.answers[name], courts, counter=state.counter) if name in state.answers else None,
            "right": told.answer(name, value, courts, counter=state.counter),
        }
        for name, value in one.answers.items()
        if state.answers.get(name) != value
    ]
    return page(
        request,
        "score",
        right=right,
        case=case_of(one.id, told, courts),
        do=[told.told(*pair) for pair in zip(*(screen_of(rightly, path, each).do for each in (told.language, "en")), strict=True)],
        differs=differs,
    )


def right_end(one: Case, state: State) -> tuple[State, Walk, Screen]:
    """Where an interview ends in which everything that the case shows is seen rightly, under the law of the desk."""
    found = seen_rightly(one, state)
    while True:
        path, _ = walked(found)
        if path.step.screen is not None:
            return found, path, path.step.screen
        asked = path.points[-1].name
        found = replace(found, not_known=(*found.not_known, asked))


def _cases() -> Mapping[str, Case]:
    at = desk()
    return offered(at.law(at.today()).packs)


def _scores(request: HttpRequest):  # type: ignore[no-untyped-def]  # noqa: ANN202 - Django's query sets
    return Score.objects.filter(account_id=request.user.pk)


def _need_training() -> None:
    if not desk().training:
        raise Http404
