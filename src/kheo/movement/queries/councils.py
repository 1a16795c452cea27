"""The council of a programme, its files as registrations, the appeals that wait."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from kheo.assessment.models import Appeal, Assessment, Ballot, Conflict, Council, CouncilFile, Seat
from kheo.assessment.queries.councils import OwnBallot, ballots_of, may_be_seated, own_ballots
from kheo.assessment.queries.results import FileResult, results_of
from kheo.assessment.rules.council import last_day_of_appeals
from kheo.movement.models import Programme, Registration, RegistrationAssessment
from kheo.movement.queries.file_beside_sheet import names_for
from kheo.movement.queries.registrations import registrations_of
from kheo.organisation.models import Account, Locality, Person


def council_of(programme: Programme) -> Council | None:
    """The programme's council with its set, None where the office scores alone."""
    return Council.objects.select_related("criteria_set", "tie_criterion").filter(programme_link__programme=programme).first()


def by_sheet(programme: Programme) -> dict[int, Registration]:
    """Registrations of *programme* by the primary key of their sheet; one query."""
    rows = registrations_of(programme).filter(assessment_link__isnull=False)
    return {row.assessment_link.assessment_id: row for row in rows}


def titles_by_sheet(programme: Programme, *, anonymous: bool = False) -> dict[int, str]:
    """Titles of the programme's registrations by the primary key of their sheet, *anonymous*: without names."""
    known = by_sheet(programme)
    names = names_for(list(known.values()), anonymous=anonymous)
    return {sheet: names[row.pk][0] for sheet, row in known.items()}


def ready_for_council(programme: Programme) -> QuerySet[Registration]:
    """Registrations that may come before the council: not stopped, not decided, and not there yet."""
    states = (
        Registration.State.REGISTERED,
        Registration.State.RUNNING,
        Registration.State.REPORTED,
        Registration.State.IN_ASSESSMENT,
    )
    there = RegistrationAssessment.objects.filter(assessment__council_file__isnull=False).values("registration")
    return registrations_of(programme).filter(state__in=states).exclude(pk__in=there).order_by("pk")


@dataclass(frozen=True)
class OwnFile:
    """A file of a member's list: the own ballot with what it is about."""

    own: OwnBallot
    title: str


@dataclass(frozen=True)
class OwnList:
    """A member's files in order, how many are whole, and those not judged with the reason."""

    seat: Seat
    files: list[OwnFile]
    kept_away: list[tuple[str, Conflict]]

    @property
    def done(self) -> int:
        return sum(file.own.is_complete for file in self.files)


def own_list(programme: Programme, seat: Seat, *, anonymous: bool = False) -> OwnList:
    """The member's files and conflicts; a fixed number of queries."""
    titles = titles_by_sheet(programme, anonymous=anonymous)
    files = [OwnFile(one, titles[one.ballot.file.assessment_id]) for one in own_ballots(seat)]
    rows = Conflict.objects.filter(seat=seat, file__left_out_reason="").select_related("file").order_by("file", "pk")
    return OwnList(seat, files, [(titles[one.file.assessment_id], one) for one in rows])


def ballot_of(programme: Programme, pk: int) -> Ballot | None:
    rows = Ballot.objects.filter(file__council__programme_link__programme=programme, file__left_out_reason="")
    return rows.select_related("file__council__criteria_set", "file__assessment", "seat__person").filter(pk=pk).first()


def file_of(programme: Programme, pk: int) -> CouncilFile | None:
    rows = CouncilFile.objects.filter(council__programme_link__programme=programme, left_out_reason="")
    return rows.select_related("council__criteria_set", "assessment").filter(pk=pk).first()


def registration_of(file: CouncilFile) -> Registration:
    programme = Programme.objects.select_related("locality", "criteria_set").get(
        registrations__assessment_link__assessment=file.assessment_id
    )
    found = registrations_of(programme).get(assessment_link__assessment=file.assessment_id)
    found.programme = programme
    return found


def people_to_seat(locality: Locality, day: date) -> QuerySet[Person]:
    """People who may score on *day* and can sign in."""
    return may_be_seated(locality, day).filter(account__in=Account.objects.filter(is_active=True)).order_by("name", "pk")


@dataclass(frozen=True)
class ShownResult:
    """One file of the result with the registration behind it."""

    result: FileResult
    registration: Registration
    title: str
    appeal: Appeal | None

    @property
    def has_note(self) -> bool:
        """Whether something is to be said beside the points: scored again, on the agenda, agreed on, objected to."""
        file = self.result.file
        return bool(not file.closed_on or file.points is None or self.result.agreement or self.appeal)


def shown_results(programme: Programme, council: Council, *, anonymous: bool = False) -> list[ShownResult]:
    """The result by place, each with its registration and its newest appeal; a fixed number of queries."""
    known = by_sheet(programme)
    names = names_for(list(known.values()), anonymous=anonymous)
    appeals = {one.file_id: one for one in Appeal.objects.filter(file__council=council).select_related("file").order_by("pk")}
    return [
        ShownResult(one, known[one.file.assessment_id], names[known[one.file.assessment_id].pk][0], appeals.get(one.file.pk))
        for one in results_of(council).files
        if one.file.assessment_id in known
    ]


def council_file_of(assessment: Assessment | None) -> int | None:
    """The file under which a sheet stands before its council, None where the office scores it alone."""
    rows = CouncilFile.objects.filter(assessment=assessment, left_out_reason="")
    return rows.values_list("pk", flat=True).first() if assessment else None


def has_result(registration: Registration) -> bool:
    """Whether a council has published its result of *registration*."""
    rows = CouncilFile.objects.filter(assessment__registration_link__registration=registration, left_out_reason="")
    return rows.filter(council__published_on__isnull=False).exists()


def open_appeals(registrations: Collection[int]) -> set[int]:
    """Which of *registrations* (primary keys) have an appeal that waits for its answer: their list must not go out yet."""
    rows = Appeal.objects.filter(
        state=Appeal.State.OPEN, file__assessment__registration_link__registration__in=list(registrations)
    )
    return set(rows.values_list("file__assessment__registration_link__registration", flat=True))


@dataclass(frozen=True)
class AppealDays:
    """Until when a unit may appeal; *is_open*: today still."""

    last: date
    is_open: bool


def appeal_days(council: Council) -> AppealDays | None:
    """None before publication."""
    if council.published_on is None:
        return None
    last = last_day_of_appeals(council.published_on, council.appeal_days)
    return AppealDays(last, timezone.localdate() <= last)


def reopened_files(council: Council) -> list[tuple[CouncilFile, int, int]]:
    """Files scored again after an upheld appeal that are still open: file, number of ballots, round."""
    files = CouncilFile.objects.filter(council=council, round__gt=1, closed_on=None, left_out_reason="").select_related(
        "assessment"
    )
    return [(file, ballots_of(council).filter(file=file).count(), file.round) for file in files]
