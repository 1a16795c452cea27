"""What points of a council mean under the set's scheme: which items members give, when a ballot is whole, what it adds up to."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import F

from kheo.assessment.models import ApprovalVote, BallotPoints, Council, CouncilFile, ItemScore
from kheo.assessment.queries.criteria import schemes_of
from kheo.assessment.rules.council import reaches
from kheo.assessment.rules.schemes import Giver, Item, Part, Scheme, add_up

Given = dict[int, tuple[Decimal | None, Decimal | None]]
"""Points of a sheet by the primary key of the criterion: the unit's own, the verified ones."""


@dataclass(frozen=True)
class Frame:
    """How one file is scored: the items its members give and those that stand as the office verified them.

    The level above gives its own items, and a veto is a fact that was found, not an opinion: both are the office's to enter.
    """

    scheme: Scheme
    items: Mapping[int, Item]
    kind: str
    office: Mapping[int, Decimal] = field(default_factory=dict)

    @property
    def members_items(self) -> dict[int, Item]:
        return {key: item for key, item in self.items.items() if item.applies_to(self.kind) and not _is_offices(item)}

    @property
    def needed(self) -> set[int]:
        """Items that a whole ballot has points on."""
        return {key for key, item in self.members_items.items() if item.is_needed}

    @property
    def missing_of_office(self) -> list[str]:
        """Codes of items that the office has not entered yet."""
        return [
            item.code
            for key, item in self.items.items()
            if item.applies_to(self.kind) and item.is_needed and _is_offices(item) and key not in self.office
        ]

    @property
    def highest(self) -> Decimal:
        """The most that any sheet can come to: all maxima, bonus counted."""
        counted = (Part.ORDINARY, Part.BONUS)
        return sum((one.maximum for one in self.items.values() if one.part in counted and one.applies_to(self.kind)), Decimal(0))

    def is_whole(self, points: Mapping[int, Decimal]) -> bool:
        return self.needed <= points.keys()

    def total(self, points: Mapping[int, Decimal]) -> Decimal:
        """What a member's *points* add up to together with the office's."""
        merged = {self.items[key].code: value for key, value in {**self.office, **points}.items() if key in self.items}
        return add_up(self.scheme, self.items.values(), merged, self.kind).total or Decimal(0)


def _is_offices(item: Item) -> bool:
    return item.giver == Giver.ABOVE or item.part == Part.VETO


def frames(files: Collection[CouncilFile]) -> dict[int, Frame]:
    """Frame of each of *files* (with their ``assessment``) by primary key; three queries for all of them."""
    schemes = schemes_of({file.assessment.criteria_set_id for file in files})
    office: dict[int, dict[int, Decimal]] = {}
    offices = [key for _scheme, items in schemes.values() for key, item in items.items() if _is_offices(item)]
    if offices:
        rows = ItemScore.objects.filter(
            assessment__in=[file.assessment_id for file in files], criterion__in=offices, verified_score__isnull=False
        )
        for sheet, criterion, verified in rows.values_list("assessment", "criterion", "verified_score"):
            office.setdefault(sheet, {})[criterion] = verified or Decimal(0)
    return {
        file.pk: Frame(*schemes[file.assessment.criteria_set_id], file.assessment.unit_kind, office.get(file.assessment_id, {}))
        for file in files
    }


def points_of(ballots: Iterable[int]) -> dict[int, dict[int, Decimal]]:
    """Points by ballot and criterion; one query."""
    found: dict[int, dict[int, Decimal]] = {}
    rows = BallotPoints.objects.filter(ballot__in=list(ballots)).values_list("ballot", "criterion", "points")
    for ballot, criterion, value in rows:
        found.setdefault(ballot, {})[criterion] = value
    return found


@dataclass(frozen=True)
class CouncilResult:
    """What a council came to on a sheet: no *points* before it has published them; *items*: means by criterion."""

    points: Decimal | None
    is_approved: bool
    items: Mapping[int, Decimal]
    offices: frozenset[int]

    def in_place_of(self, given: Given) -> Given:
        """*given* with the members' means for what the office verified; nothing verified before publication."""
        own = {key: one for key, (one, _verified) in given.items()}
        if self.points is None:
            return {key: (one, None) for key, one in own.items()}
        verified = {key: given[key][1] for key in self.offices & given.keys()} | dict(self.items)
        return {key: (own.get(key), verified.get(key)) for key in own.keys() | verified.keys()}


def council_results(assessments: Collection[int]) -> dict[int, CouncilResult]:
    """Results of the sheets that are before a council. What the office verified lay before the council, it is not the result.

    One query where there is no council, at most four.
    """
    files = list(
        CouncilFile.objects.filter(assessment__in=list(assessments), left_out_reason="").select_related("council", "assessment")
    )
    if not files:
        return {}
    schemes = schemes_of({file.assessment.criteria_set_id for file in files})
    votes = newest_votes([file for file in files if file.council.with_vote])
    found = {}
    for file in files:
        vote = votes.get(file.pk)
        is_out = file.council.state == Council.State.PUBLISHED and file.closed_on is not None
        _scheme, items = schemes[file.assessment.criteria_set_id]
        found[file.assessment_id] = CouncilResult(
            file.points if is_out else None,
            not file.council.with_vote or (vote is not None and is_approved(vote, file.council)),
            {int(key): Decimal(value) for key, value in file.item_points.items()},
            frozenset(key for key, item in items.items() if _is_offices(item)),
        )
    return found


def newest_votes(files: Collection[CouncilFile]) -> dict[int, ApprovalVote]:
    """The newest vote of each file's present round; no query for no file."""
    if not files:
        return {}
    rows = ApprovalVote.objects.filter(file__in=[file.pk for file in files], round=F("file__round")).order_by("pk")
    return {row.file_id: row for row in rows}


def is_approved(vote: ApprovalVote, council: Council) -> bool:
    """Votes for, against all members of the day of the vote."""
    return reaches(vote.votes_for, vote.members, council.approval_percent)
