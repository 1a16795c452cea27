"""What a council's round came to: points, spread, places, votes; what waits for the meeting."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from kheo.assessment.models import Agreement, ApprovalVote, Conflict, Council, CouncilFile, Precedence
from kheo.assessment.queries.council_points import is_approved, newest_votes
from kheo.assessment.queries.councils import Given, files_before, given_sheets
from kheo.assessment.rules.council import CRITERION, Candidate, place, spread

Decided = TypeVar("Decided", Agreement, Precedence)


@dataclass(frozen=True)
class FileResult:
    """One file after the round: its whole sheets, what was agreed on and voted, its place.

    ``place`` is None without points. Sheets of a secret council are for counting, not for showing.
    """

    file: CouncilFile
    sheets: tuple[Given, ...]
    agreement: Agreement | None
    vote: ApprovalVote | None
    place: int | None
    precedence: Precedence | None

    @property
    def totals(self) -> list[Decimal]:
        return sorted((one.total for one in self.sheets), reverse=True)

    @property
    def lowest(self) -> Decimal | None:
        return self.totals[-1] if self.sheets else None

    @property
    def spread(self) -> Decimal:
        return spread(self.totals) if self.sheets else Decimal(0)

    @property
    def is_approved(self) -> bool | None:
        """None: not voted on."""
        return None if self.vote is None else is_approved(self.vote, self.file.council)


@dataclass(frozen=True)
class Results:
    """*ties*: groups of files that wait for the chair."""

    files: tuple[FileResult, ...]
    ties: tuple[tuple[CouncilFile, ...], ...]


def results_of(council: Council) -> Results:
    """Every file by place, the ones without points last; a fixed number of queries. Nothing while members still score."""
    if council.state in (Council.State.PREPARING, Council.State.SCORING):
        return Results((), ())
    files = list(files_before(council).select_related("council", "assessment").order_by("pk"))
    sheets = given_sheets([file.pk for file in files])
    agreements, votes = _newest(Agreement, files), newest_votes(files)
    orders = {key: row for key, row in _newest(Precedence, files).items() if row.points == row.file.points}
    candidates = [
        Candidate(
            file.pk, file.points, _named(council, sheets.get(file.pk, [])), orders[file.pk].order if file.pk in orders else None
        )
        for file in files
        if file.points is not None
    ]
    placed = place(candidates, council.tie_rule)
    by_key = {file.pk: file for file in files}
    found = [
        FileResult(
            file,
            tuple(sheets.get(file.pk, ())),
            agreements.get(file.pk),
            votes.get(file.pk),
            placed.places.get(file.pk),
            orders.get(file.pk),
        )
        for file in files
    ]
    found.sort(key=lambda one: (one.place is None, one.place or 0, one.file.pk))
    return Results(tuple(found), tuple(tuple(by_key[key] for key in keys) for keys in placed.ties))


def _newest(table: type[Decided], files: Collection[CouncilFile]) -> dict[int, Decided]:
    """The newest row of each file's present round."""
    rounds = {file.pk: file.round for file in files}
    found: dict[int, Decided] = {}
    for row in table.objects.filter(file__in=files).select_related("file").order_by("pk"):
        if row.round == rounds[row.file_id]:
            found[row.file_id] = row
    return found


def _named(council: Council, sheets: Collection[Given]) -> Decimal:
    """Mean of the members' points on the item that breaks ties."""
    if council.tie_rule != CRITERION or not sheets or council.tie_criterion_id is None:
        return Decimal(0)
    return sum((one.points.get(council.tie_criterion_id, Decimal(0)) for one in sheets), Decimal(0)) / len(sheets)


@dataclass(frozen=True)
class Undecided:
    """What the meeting has still to decide: files *wide* apart without agreed points, *ties*, files without a vote."""

    wide: int
    ties: int
    unvoted: int


def undecided(council: Council) -> Undecided:
    """How much of the round waits for the meeting; a file that is scored again counts once its sheets are closed."""
    result = results_of(council)
    done = [one for one in result.files if one.file.closed_on is not None]
    return Undecided(
        sum(one.file.points is None for one in done),
        len(result.ties),
        sum(one.vote is None for one in done) if council.with_vote else 0,
    )


def agenda(council: Council) -> list[FileResult]:
    """Files that have no points because their sheets differ too much: the meeting talks about them."""
    return [one for one in results_of(council).files if one.file.closed_on is not None and one.file.points is None]


def conflicts_of(council: Council) -> list[Conflict]:
    rows = Conflict.objects.filter(file__council=council, file__left_out_reason="")
    return list(rows.select_related("seat__person", "file").order_by("file", "seat__person__name", "pk"))
