"""Requests for information as the office works through them, as whoever asked follows them, and how many there were."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from kheo.democracy.models import InformationAnswer, InformationRequest
from kheo.democracy.rules.information import GIVEN, REFUSED, TRANSFERRED
from kheo.organisation.models import Locality
from kheo.recognition.rules.codes import normalise


def code_digest(code: str) -> str | None:
    """What is kept of the code; None for what is no code."""
    known = normalise(code)
    return hashlib.sha256(f"information:{known}".encode()).hexdigest() if known else None


def request_of_code(locality: Locality, code: str) -> InformationRequest | None:
    """The request of *locality* that *code* opens for whoever sent it."""
    digest = code_digest(code)
    return requests_of(locality).filter(code_digest=digest).first() if digest else None


def requests_of(locality: Locality) -> QuerySet[InformationRequest]:
    """Every request, each with the *outcome* of its last answer: those that wait first, by their day; then the newest."""
    last = InformationAnswer.objects.filter(request=OuterRef("pk")).order_by("-pk").values("outcome")[:1]
    found = InformationRequest.objects.filter(locality=locality).select_related("locality__unit", "posting")
    return found.annotate(outcome=Subquery(last)).order_by(F("answered_on").desc(nulls_first=True), "due_on", "pk")


def waiting(locality: Locality) -> QuerySet[InformationRequest]:
    return requests_of(locality).filter(answered_on=None)


def answers_of(request: InformationRequest) -> list[InformationAnswer]:
    """The last one first: that is the answer."""
    return list(InformationAnswer.objects.filter(request=request).select_related("file").order_by("-pk"))


@dataclass(frozen=True)
class Counted:
    """Requests that came within some days, and how they stand; *late*: answered after the day, or the day is over without."""

    received: int
    given: int
    refused: int
    transferred: int
    waiting: int
    late: int


def counted(locality: Locality, first: date, last: date, today: date) -> Counted:
    """One query."""
    told = requests_of(locality).filter(received_on__range=(first, last)).order_by()
    is_late = Q(answered_on__gt=F("due_on")) | Q(answered_on=None, due_on__lt=today)
    found = told.aggregate(
        received=Count("pk"),
        given=Count("pk", filter=Q(outcome=GIVEN)),
        refused=Count("pk", filter=Q(outcome=REFUSED)),
        transferred=Count("pk", filter=Q(outcome=TRANSFERRED)),
        waiting=Count("pk", filter=Q(answered_on=None)),
        late=Count("pk", filter=is_late),
    )
    return Counted(**found)
