"""Slips of open online votes, found by the keyed digest of their code: the code itself is nowhere."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.crypto import salted_hmac

from kheo.democracy.models import OnlineVote, RevokedSlip, Slip
from kheo.organisation.models import Locality


def digest_of(code: str) -> str:
    """HMAC-SHA-256 of *code* under the installation's key: a copy of the database guesses nothing."""
    return salted_hmac("kheo.democracy.slip", code, algorithm="sha256").hexdigest()


@dataclass(frozen=True)
class FoundSlip:
    """*standing*: ``open``, ``spent``, ``revoked``, ``not_begun``, ``over``."""

    vote: OnlineVote
    standing: str
    slip: Slip | None = None


def find_slip(locality: Locality, code: str, now: datetime) -> FoundSlip | None:
    """The slip of *code* in *locality*, or None: not a code, one of another place, one of a vote that is closed — all alike."""
    digest = digest_of(code)
    here = Q(vote__round__matter__locality=locality, digest=digest)
    slip = Slip.objects.filter(here).select_related("vote__round__matter__locality", "household").first()
    if slip is None:
        revoked = RevokedSlip.objects.filter(here).select_related("vote__round__matter__locality").first()
        return FoundSlip(revoked.vote, "revoked") if revoked else None
    return FoundSlip(slip.vote, "spent" if slip.spent else standing_of(slip.vote, now), slip)


def standing_of(vote: OnlineVote, now: datetime) -> str:
    """Whether ballots are taken at *now*: ``not_begun``, ``open``, ``over``."""
    if vote.starts_at is None or vote.ends_at is None:
        return "not_begun"
    return "open" if now < vote.ends_at and vote.round.state == "open" else "over"
