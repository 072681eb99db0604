"""What is behind the counter as an application of Django, with tables of its own."""

from django.apps import AppConfig

__all__ = ["BehindConfig"]


class BehindConfig(AppConfig):
    """Agencies, accounts' roles, tries."""

    name = "sanctuary.desk.behind"
    label = "behind"
    default_auto_field = "django.db.models.BigAutoField"
