"""What every template knows: the locality of the page, who looks at it, and where they may go."""

from typing import Any

from django.http import HttpRequest

from kheo.organisation.models import Locality


def place(request: HttpRequest) -> dict[str, Any]:
    locality: Locality | None = getattr(request, "locality", None)
    actor = getattr(request, "actor", None)
    return {
        "locality": locality,
        "actor": actor,
        "roles": actor.roles_in(locality.code) if actor and locality else set(),
    }
