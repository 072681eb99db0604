"""The addresses of the desk. None holds a fact.

A question is named by its place on the path, a counter by the agency's own word, a duty by the law's.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from sanctuary.desk.behind import accounts, acts, counsel, due, factors, health, jobs, outside, papers, published, reading, signing, taken
from sanctuary.desk.views import account, counters, interview, record, training, unfinished
from sanctuary.desk.views.page import language, page

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("", counters.home, name="home"),
    path("health", health.health, name="health"),
    path("favicon.ico", health.icon, name="icon"),
    path("signin", account.signin, name="account_login"),
    path("signin/passkey", signing.Passkey.as_view(), name="mfa_login_webauthn"),
    path("signin/<str:provider_id>/begin", outside.login, name="openid_connect_login"),
    path("signin/<str:provider_id>/back", outside.callback, name="openid_connect_callback"),
    path("code", signing.Code.as_view(), name="mfa_authenticate"),
    path("again", signing.Again.as_view(), name="account_reauthenticate"),
    path("again/code", signing.AgainByCode.as_view(), name="mfa_reauthenticate"),
    path("again/passkey", signing.AgainByPasskey.as_view(), name="mfa_reauthenticate_webauthn"),
    path("factor", factors.Factors.as_view(), name="mfa_index"),
    path("factor/app", factors.App.as_view(), name="mfa_activate_totp"),
    path("factor/app/end", factors.AppEnds.as_view(), name="mfa_deactivate_totp"),
    path("factor/codes", factors.Codes.as_view(), name="mfa_view_recovery_codes"),
    path("factor/codes/new", factors.CodesAnew.as_view(), name="mfa_generate_recovery_codes"),
    path("factor/passkey", factors.PasskeyMade.as_view(), name="mfa_add_webauthn"),
    path("factor/passkey/<int:pk>/end", factors.PasskeyEnds.as_view(), name="mfa_remove_webauthn"),
    path("factor/connection", outside.connection, name="connection"),
    path("signout", account.signout, name="signout"),
    path("first/<str:word>", account.first, name="first"),
    path("invite", account.invite, name="invite"),
    path("accounts", accounts.accounts, name="accounts"),
    path("accounts/<int:number>", accounts.account, name="account"),
    path("entries", reading.entries, name="entries"),
    path("entries/export", reading.export, name="export"),
    path("entries/take", taken.take, name="take"),
    path("entries/<int:number>", reading.entry, name="entry"),
    path("entries/<int:number>/receipt", published.receipt, name="receipt"),
    path("published", published.published, name="published"),
    path("published/<slug:slug>", published.published, name="published_by"),
    path("entries/<int:number>/propose", acts.propose, name="propose"),
    path("entries/<int:number>/propose/<str:act>", acts.proposing, name="proposing"),
    path("proposals", acts.proposals, name="proposals"),
    path("proposals/<int:number>", acts.decide, name="decide"),
    path("due", due.due, name="due"),
    path("due/fulfill", due.fulfill, name="fulfill"),
    path("due/item/<path:item>", due.owed, name="owed"),
    path("reports", papers.reports, name="reports"),
    path("reports/write", papers.report, name="report"),
    path("jobs", jobs.jobs, name="jobs"),
    path("jobs/<int:number>", jobs.job, name="job"),
    path("readings", counsel.readings, name="readings"),
    path("readings/<str:name>", counsel.reading, name="reading"),
    path("signoff", counsel.signoff, name="signoff"),
    path("signoff/give", counsel.sign, name="sign"),
    path("ordinance", counsel.ordinance, name="ordinance"),
    path("notices", papers.notices, name="notices"),
    path("notices/write", papers.notice, name="notice"),
    path("password", accounts.password, name="password"),
    path("away", account.away, name="away"),
    path("pin", account.pin, name="pin"),
    path("unlock", account.unlock, name="unlock"),
    path("language", language, name="language"),
    path("begin", interview.begin, name="begin"),
    path("ask", interview.ask, name="ask"),
    path("ask/<int:number>", interview.ask, name="earlier"),
    path("answer", interview.answer, name="answer"),
    path("reach", interview.reach, name="reach"),
    path("entered", interview.entered, name="entered"),
    path("close", interview.close, name="close"),
    path("papers", record.papers, name="papers"),
    path("photograph", record.photograph, name="photograph"),
    path("record", record.record, name="record"),
    path("done", record.done, name="done"),
    path("unfinished", unfinished.unfinished, name="unfinished"),
    path("unfinished/<str:name>", unfinished.finish, name="finish"),
    path("training", training.training, name="training"),
    path("training/play", training.play, name="play"),
    path("training/score", training.score, name="score"),
    path("counters", counters.sites, name="sites"),
    path("counters/<slug:slug>/edit", counters.edit, name="edit"),
    path("counters/<slug:slug>/card", counters.card, name="card"),
    path("counters/<slug:slug>/signs", counters.signs, name="signs"),
    path("counters/<slug:slug>/guide", counters.guide, name="guide"),
]


def _plain(status: int):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a handler as Django calls it
    def answer(request: HttpRequest, *_: object, **__: object) -> HttpResponse:
        try:
            return page(request, "refused", status=status, problem_key=f"status_{status}")
        except Exception:  # noqa: BLE001 - a failure before there is a session, or of the page itself
            return HttpResponse(f"{status}\n", status=status, content_type="text/plain")

    return answer


handler400, handler403, handler404, handler500 = (_plain(status) for status in (400, 403, 404, 500))
