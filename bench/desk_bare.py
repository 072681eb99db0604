"""A bare Django form beside the desk: it signs in by a session, and writes one row in a transaction; nothing else.

Run by desk_forms.py: desk_bare.py FOLDER PORT. Settings of the database, the session and the server are the desk's own.
"""

import json
import os
import sys
from pathlib import Path

from django.conf import settings

from sanctuary.desk.config import Desk
from sanctuary.desk.settings import settings_of

BARE = ["django.contrib.sessions.middleware.SessionMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware"]
APPS = [
    *(f"django.contrib.{name}" for name in ("auth", "contenttypes", "sessions")),
    "sanctuary.desk.apps.DeskConfig",
    "sanctuary.desk.behind.apps.BehindConfig",
]

if not settings.configured:
    settings.configure(
        **{
            **settings_of(Desk(Path(os.environ.get("BARE_FOLDER") or sys.argv[1]), "us-ca-los-angeles")),
            "ROOT_URLCONF": "desk_bare",
            "MIDDLEWARE": BARE,
            "INSTALLED_APPS": APPS,
            "MIGRATION_MODULES": {"desk": None, "behind": None},
            "AUTHENTICATION_BACKENDS": ["django.contrib.auth.backends.ModelBackend"],
        }
    )
    import django

    django.setup()

from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import Client
from django.urls import path
from django.utils import timezone
from granian.constants import Interfaces
from granian.server import Server

from sanctuary.desk.models import OpenInterview


def form(request: HttpRequest) -> HttpResponse:
    """The row of this session, read and written in a transaction."""
    assert request.user.is_authenticated
    owner, value = str(request.session.session_key)[:64], request.POST.get("answer", "")
    with transaction.atomic():
        row = OpenInterview.objects.select_for_update().get(pk=owner)
        OpenInterview.objects.filter(pk=owner).update(sealed=bytes(row.sealed)[:-1] + value.encode()[:1], touched=timezone.now())
    return HttpResponseRedirect("/")


urlpatterns = [path("form", form)]
application = get_wsgi_application()


def prepare(people: int) -> list[str]:
    """The tables, and a cookie and a row of the size of a visit for each person."""
    for name in ("auth", "sessions"):
        call_command("migrate", name, verbosity=0, interactive=False)
    with connection.schema_editor() as editor:
        editor.create_model(OpenInterview)
    # In bulk, for then no signal of the desk asks for its other tables.
    User.objects.bulk_create(User(username=f"person {number}") for number in range(people))
    cookies = []
    for user in User.objects.all():
        client = Client()
        client.force_login(user)
        cookies.append(client.cookies["desk"].value)
        OpenInterview.objects.create(owner=cookies[-1][:64], sealed=os.urandom(700), touched=timezone.now())
    return cookies


def main(folder: Path, port: int, people: int) -> None:
    """Prepares, and serves until it is stopped."""
    (folder / "cookies").write_text(json.dumps(prepare(people)))
    connections.close_all()
    os.environ["BARE_FOLDER"] = str(folder)
    os.environ["PYTHONPATH"] = str(Path(__file__).resolve().parent)
    sys.stdout.write("Ready\n")
    sys.stdout.flush()
    Server(
        "desk_bare:application", address="127.0.0.1", port=port, interface=Interfaces.WSGI, workers=1, blocking_threads=1, log_access=False,
        log_enabled=False, working_dir=Path(__file__).resolve().parent,
    ).serve()  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
