"""The agency's own sign-in by OpenID Connect, where the desk's folder has an `oidc.toml`; without it the desk asks nobody.

The desk learns one thing of whoever signs in there: the subject, a name that the provider gives for this desk (OpenID Connect Core 1.0, 2).
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sanctuary.documents import Frozen, parse_toml, read_text, shape
from sanctuary.errors import RequestError

__all__ = ["FILE", "NAME", "Provider", "app_of", "read_provider"]

FILE = "oidc.toml"
NAME = "agency"
"""How addresses call the provider; a desk has one."""

_NEAR = ("localhost", "127.0.0.1", "::1")


class Provider(Frozen, frozen=True):
    """Who signs people in: its issuer, the name on the button, the desk's own name there, and the file with its secret."""

    issuer: str
    name: str
    client_id: str
    secret_file: str


def read_provider(folder: Path) -> Provider | None:
    """The provider of a desk; nothing where its folder names none. Refuses one that is not spoken to by TLS, but on this machine."""
    path = folder / FILE
    if not path.exists():
        return None
    found = shape(parse_toml(read_text(path, RequestError), str(path), RequestError), Provider, str(path), RequestError)
    parts = urlsplit(found.issuer)
    if not parts.hostname or (parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _NEAR)):
        raise RequestError(f"{path}: issuer: write the provider's address as https://signin.example.gov.")
    if not (found.client_id and 1 <= len(found.name) <= 40 and found.name.isprintable()):
        raise RequestError(f"{path}: give a client_id, and a name of at most 40 characters.")
    return found


def app_of(found: Provider, folder: Path) -> dict[str, Any]:
    """The provider as django-allauth takes it. A secret file with a relative name lies in the desk's folder."""
    return {
        "provider_id": NAME,
        "name": found.name,
        "client_id": found.client_id,
        "secret": read_text(folder / found.secret_file, RequestError).strip(),
        # The subject stands in the ID token; what else the provider knows of the person is not asked.
        "settings": {
            "server_url": found.issuer.rstrip("/"),
            "fetch_userinfo": False,
            "scope": ["openid"],
            "oauth_pkce_enabled": True,
            # Whatever its metadata says: an ID token of another issuer is refused (OpenID Connect Discovery 1.0, 4.3).
            "openid_configuration_overrides": {"issuer": found.issuer},
        },
    }
