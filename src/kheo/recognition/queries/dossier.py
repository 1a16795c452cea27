"""The commendation file of a proposal: its pieces as facts, its votes, the law it was taken in under."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils import timezone

from kheo.assessment.models import CouncilFile
from kheo.assessment.queries.council_points import newest_votes
from kheo.movement.models import Evidence, Initiative, Result
from kheo.recognition.models import Decision, DecisionLine, FileReceipt, Review
from kheo.recognition.queries.choices_of_place import choices_of
from kheo.recognition.queries.lines import lines_of
from kheo.recognition.rules.dossier import FILES, FileFacts, Minutes, Proposed, due_on, file_checks
from kheo.recognition.rules.facts import Check

_WORDS = ("summary", "situation", "way", "outcome")


@dataclass(frozen=True)
class Dossier:
    """*law*: of the day it was taken in, else of today; *due*: by when it is to be settled, None while nobody set the days."""

    lines: tuple[Proposed, ...]
    review: Review | None
    minutes: Minutes | None
    receipt: FileReceipt | None
    checks: tuple[Check, ...]
    law: str
    law_note: str
    days: str
    due: date | None

    @property
    def is_complete(self) -> bool:
        return all(check.passed for check in self.checks)


def dossier_of(decision: Decision) -> Dossier:
    """The file of the proposal *decision*; a fixed number of queries."""
    receipt = FileReceipt.objects.filter(decision=decision).first()
    review = review_of(decision)
    day = receipt.on if receipt else timezone.localdate()
    chosen = choices_of(decision.locality_id)
    lines = _proposed(decision)
    minutes = _minutes(review)
    letter_on = decision.date if decision.state == Decision.State.ISSUED else None
    facts = FileFacts(day, letter_on, lines, minutes, int(chosen["approval_share"].value))
    law = FILES.on("taken_under", day)
    days = chosen["file_days"]
    return Dossier(
        lines=lines,
        review=review,
        minutes=minutes,
        receipt=receipt,
        checks=file_checks(facts),
        law=f"{receipt.law if receipt else law.value}{'' if law.verified else ' (chưa đối chiếu văn bản)'}",
        law_note=law.note,
        days=days.words,
        due=due_on(receipt.on, int(days.value)) if receipt and days.value else None,
    )


def review_of(decision: Decision) -> Review | None:
    """The newest review of the proposal."""
    return Review.objects.filter(decision=decision).order_by("-pk").first()


def _minutes(review: Review | None) -> Minutes | None:
    if review is None:
        return None
    votes = {vote.registration_id: (vote.votes_for, vote.votes_against) for vote in review.votes.all()}
    return Minutes(review.held_on, review.members, votes)


def _proposed(decision: Decision) -> tuple[Proposed, ...]:
    lines = list(lines_of(decision).filter(registration__isnull=False, revocation=None))
    wanted = [line.registration_id for line in lines]
    results = _counts(Result, wanted)
    evidence = _counts(Evidence, wanted)
    return tuple(_one(line, results, evidence) for line in lines)


def _one(line: DecisionLine, results: dict[int, int], evidence: dict[int, int]) -> Proposed:
    registration = line.registration
    assert registration is not None  # noqa: S101  the caller keeps only lines with one
    initiative: Initiative = registration.initiative
    has_words = any(getattr(initiative, name).strip() for name in _WORDS) or any(registration.answers.values())
    return Proposed(
        registration=registration.pk,
        order=line.order,
        name=line.recipient,
        has_words=has_words,
        results=results.get(registration.pk, 0),
        evidence=evidence.get(registration.pk, 0),
    )


def _counts(table: type[Result] | type[Evidence], registrations: list[int | None]) -> dict[int, int]:
    rows = table.objects.filter(registration__in=registrations).values("registration").annotate(many=Count("pk")).order_by()
    return {row["registration"]: row["many"] for row in rows}


@dataclass(frozen=True)
class CouncilVote:
    """What the scoring council voted on a registration's sheet: proposed for the review, never taken over silently."""

    votes_for: int
    votes_against: int
    members: int
    council: str


def council_votes(registrations: list[int]) -> dict[int, CouncilVote]:
    """The scoring council's newest vote on each registration that has one; two queries."""
    files = list(
        CouncilFile.objects.filter(
            assessment__registration_link__registration__in=registrations, council__with_vote=True
        ).select_related("council", "assessment__registration_link")
    )
    votes = newest_votes(files)
    return {
        file.assessment.registration_link.registration_id: CouncilVote(
            vote.votes_for, vote.votes_against, vote.members, file.council.title
        )
        for file in files
        if (vote := votes.get(file.pk))
    }
