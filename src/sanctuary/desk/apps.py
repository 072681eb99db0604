"""The desk as an application of Django."""

from django.apps import AppConfig

__all__ = ["DeskConfig"]


class DeskConfig(AppConfig):
    """The desk; its tables bear its name."""

    name = "sanctuary.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
