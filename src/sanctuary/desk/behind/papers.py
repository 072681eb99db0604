"""Reports that laws demand and papers that duties name, in two presses: choose one, and save the file."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from sanctuary.account.catalog import read_report
from sanctuary.account.definition import Definition
from sanctuary.account.notice import fill, notices_of
from sanctuary.account.owed import reports_in
from sanctuary.account.report import last_period, run
from sanctuary.conduct.spoken import title_in
from sanctuary.desk.behind.reading import attached, no_record, open_record
from sanctuary.desk.views.page import desk, page, refused, words_for
from sanctuary.desk.views.typed import typed
from sanctuary.desk.words import Told
from sanctuary.errors import RecordError, RequestError
from sanctuary.pages.paper import pdf
from sanctuary.pages.report import write_pdf
from sanctuary.pages.sheet import write_csv

__all__ = ["notice", "notices", "report", "reports"]


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """The reports that the law of the place demands, each for its last period that ended."""
    return _reports(request)


def _here() -> dict[str, Definition]:
    """The reports of the packs of the place."""
    packs = desk().law(desk().today()).packs
    return {name: read_report(path) for name, path in reports_in().items() if path.parent.parent.name in packs}


def _reports(request: HttpRequest, problem: Told | None = None) -> HttpResponse:
    if open_record() is None:
        return no_record(request)
    law, told = desk().law(desk().today()), words_for(request)
    before = typed(request)
    rows = [
        (
            one,
            told.own(title_in(law, one.title, told.language), one.title),
            *last_period(one.period, desk().today()),
            not before or f"public-{one.id}" in before,
        )
        for one in _here().values()
    ]
    return page(request, "reports", status=400 if problem else 200, rows=rows, problem=problem)


@require_POST
def report(request: HttpRequest) -> HttpResponse:
    """A report over the record of the agency, for its last period: as PDF or as a sheet; for everybody, or with numbers of entries."""
    as_sheet = "csv" in request.POST
    log, defined = open_record(), _here().get(request.POST.get("csv" if as_sheet else "pdf", ""))
    if log is None:
        return no_record(request)
    if defined is None:
        return _reports(request)
    public = f"public-{defined.id}" in request.POST
    first, last = last_period(defined.period, log.now().date())
    head = log.last_head()
    try:
        found = run(defined, log.entries(), first, last, public=public, head=(head.size, head.root.hex()))
        if as_sheet:
            return attached(write_csv(found).encode(), "text/csv; charset=utf-8", f"{defined.id}.csv")
        return attached(write_pdf(found), "application/pdf", f"{defined.id}.pdf")
    except (RecordError, RequestError) as problem:
        return _reports(request, refused(request, problem))


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """The papers that duties of the place name, in every language that they are written in."""
    return _notices(request)


def _notices(request: HttpRequest, problem: Told | None = None) -> HttpResponse:
    law, told = desk().law(desk().today()), words_for(request)
    rows = [
        {
            "kind": kind,
            "title": told.own(title_in(law, one.file.title, told.language), one.file.title),
            "file": one.file,
            "texts": [(code, text.language, bool(text.draft and not text.certified)) for code, text in one.file.text.items()],
        }
        for kind, one in notices_of(law).items()
    ]
    return page(request, "notices", status=400 if problem else 200, rows=rows, problem=problem)


@require_POST
def notice(request: HttpRequest) -> HttpResponse:
    """A paper to print, its fields left as lines: nothing about anybody passes through the desk."""
    one = notices_of(desk().law(desk().today())).get(request.POST.get("kind", ""))
    language = request.POST.get("paper", "en")
    if one is None or language not in one.file.text:
        return _notices(request)
    try:
        return attached(pdf(fill(one, language, {})), "application/pdf", f"{one.kind}-{language}.pdf")
    except RequestError as problem:
        return _notices(request, refused(request, problem))
