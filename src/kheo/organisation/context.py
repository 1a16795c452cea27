"""What every template knows: the locality of the page, who looks at it, and where they may go."""

from functools import cache
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from kheo.organisation.models import Locality
from kheo.organisation.navigation import staff_links, titles
from kheo.organisation.queries.notices import unread
from kheo.organisation.queries.words import BOTH, Terms, terms_of


def place(request: HttpRequest) -> dict[str, Any]:
    locality: Locality | None = getattr(request, "locality", None)
    actor = getattr(request, "actor", None)

    @cache
    def terms() -> Terms:
        return terms_of(locality, timezone.localdate()) if locality else BOTH

    return {
        "locality": locality,
        "actor": actor,
        "roles": actor.roles_in(locality.code) if actor and locality else set(),
        # What communities and their heads are called here; a page about one of them names its own. Asked for where it is said.
        "terms": terms,
        # Asked by staff pages only: public ones never pay for them.
        "staff_links": lambda: staff_links(actor, locality) if actor and locality else None,
        "staff_notices": lambda: unread(actor, locality, timezone.localdate()).count() if actor and locality else 0,
        "staff_titles": lambda: titles(actor, locality) if actor and locality else "",
    }
