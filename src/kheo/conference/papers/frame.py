"""What every paper of a conference has in common: the host's head, its layout, who signs, Khéo's own mark in the foot."""

from typing import Any

from kheo.conference.models import Conference
from kheo.documents.content import LayoutKind, Signature
from kheo.organisation.models import Body
from kheo.organisation.queries.signing import signing_of
from kheo.recognition.models import Decision


def layout_of(body: Body) -> LayoutKind:
    return "party" if body.layout == Body.Layout.PARTY else "administrative"


def frame(conference: Conference, part: str, kind: str) -> dict[str, Any]:
    """Head and foot: *kind* is the symbol of the kind of paper («GM»), *part* names it in Khéo's mark.

    Number and date are left open: the host's records office gives them when the paper is signed.
    """
    return {
        **_head(conference, part),
        "number_template": number_template(conference.host, kind),
        "year": conference.held_on.year,
        "signature": signature_of(conference),
    }


def day_frame(conference: Conference, part: str) -> dict[str, Any]:
    """Head of what lies on the tables of the day itself: no number and no signature, dated as the conference is."""
    return {**_head(conference, part), "number_template": "", "on": conference.held_on, "signature": None}


def _head(conference: Conference, part: str) -> dict[str, Any]:
    host = conference.host
    return {
        "layout": layout_of(host),
        "superior": host.superior,
        "issuer": host.name,
        "place": conference.place_name,
        "reference": f"Khéo {conference.locality.code} · hội nghị {conference.pk} · {part} · bản {conference.version}",
    }


def number_template(body: Body, kind: str) -> str:
    """The number with its blank: «…-GM/TU» in Party papers, «…/GM-UBND» in administrative ones."""
    outer, inner = ("-", "/") if body.layout == Body.Layout.PARTY else ("/", "-")
    organ = body.number_suffix.partition(inner)[2] or body.number_suffix
    return f"…{outer}{kind}{inner}{organ}" if organ else f"…{outer}{kind}"


def signature_of(conference: Conference) -> Signature:
    """As the host signed its last decision here; without one, as its leader signs on its behalf."""
    host = conference.host
    last = Decision.objects.filter(locality=conference.locality_id, body=host).order_by("-pk").first()
    if last is not None:
        return Signature(last.signer_authority, last.signer_position, last.signer_name or None)
    usual = signing_of(host, conference.held_on)
    if not usual.authority:
        return Signature(usual.position, "", usual.name or None)
    return Signature(usual.authority, usual.position, usual.name or None)
