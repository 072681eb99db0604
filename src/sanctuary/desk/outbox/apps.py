"""The outbox as an application of Django, with a table of its own."""

from django.apps import AppConfig

__all__ = ["OutboxConfig"]


class OutboxConfig(AppConfig):
    """Letters to the writer."""

    name = "sanctuary.desk.outbox"
    label = "outbox"
    default_auto_field = "django.db.models.BigAutoField"
