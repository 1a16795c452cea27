"""How far an initiative has spread: the tree of those that learnt from it, whom it reaches, a locality's whole picture."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q

from kheo.movement.models import Guidance, Initiative, Lineage, Measure, Registration, Result
from kheo.movement.queries.lineage import Learning, initiatives_named, learnt_below, learnt_from, place_of, years_of
from kheo.movement.rules.spread import Branch, branches
from kheo.organisation.models import Locality

MOST_COPIED, NEWEST, NOT_COPIED = 15, 15, 15


@dataclass(frozen=True)
class Standing:
    """One initiative in the tree. Not named (*initiative* None): counted, but its own locality shows it to nobody."""

    branch: Branch
    initiative: Initiative | None = None
    place: str = ""
    years: str = ""
    learnt_year: int | None = None
    households: int | None = None
    people: int | None = None

    @property
    def title(self) -> str:
        return self.initiative.title if self.initiative else "một mô hình không nêu tên"


@dataclass(frozen=True)
class YearOfSpread:
    """What came to learn in one year: initiatives, places not counted in an earlier year, and what they reach today."""

    year: int
    copies: int
    places: int
    households: int
    people: int


@dataclass(frozen=True)
class Reach:
    """Everything below the root, the root itself not counted."""

    copies: int
    places: int
    generations: int
    households: int
    people: int
    years: tuple[YearOfSpread, ...]


@dataclass(frozen=True)
class Tree:
    rows: tuple[Standing, ...]
    reach: Reach

    @property
    def root(self) -> Standing:
        return self.rows[0]

    @property
    def unnamed(self) -> int:
        return sum(row.initiative is None for row in self.rows)


def tree_of(initiative: Initiative) -> Tree:
    """The tree under *initiative* in reading order, and its reach; three queries, however many and however deep."""
    learnt = learnt_below(initiative.pk)
    told = branches(initiative.pk, [(one.origin, one.copy) for one in learnt])
    keys = [one.key for one in told]
    known = {one.pk: one for one in initiatives_named().filter(pk__in=keys).annotate(is_told=_is_told())}
    counts = counted_people(keys)
    years = _years(told, learnt)
    rows = tuple(_standing(branch, known[branch.key], years.get(branch.key), counts) for branch in told)
    return Tree(rows, _reach(told[1:], known, years, counts))


def _is_told() -> Exists:
    """It has a registration that was not stopped: what was only ever stopped or withdrawn is not named."""
    return Exists(Registration.objects.filter(initiative=OuterRef("pk")).exclude(state=Registration.State.STOPPED))


def _years(told: list[Branch], learnt: list[Learning]) -> dict[int, int]:
    """The year in which each learnt from the one it stands under."""
    of_pair = {(one.origin, one.copy): one.on.year for one in reversed(learnt)}
    return {one.key: of_pair[one.parent, one.key] for one in told if one.parent is not None}


def _standing(branch: Branch, initiative: Initiative, year: int | None, counts: dict[int, "People"]) -> Standing:
    bare = Standing(branch, learnt_year=year)
    if branch.parent is not None and not initiative.is_told:  # type: ignore[attr-defined]  # annotated above
        return bare
    reached = counts.get(initiative.pk, People())
    return replace(
        bare,
        initiative=initiative,
        place=place_of(initiative),
        years=years_of(initiative),
        households=reached.households,
        people=reached.people,
    )


@dataclass(frozen=True)
class People:
    """The newest count of households and people of one initiative; None where nobody counted."""

    households: int | None = None
    people: int | None = None


def counted_people(initiatives: Collection[int]) -> dict[int, People]:
    """The newest values over all years of each initiative; one query. A year that goes on does not count people twice."""
    rows = Result.objects.filter(
        registration__initiative__in=initiatives, measure__in=[Measure.HOUSEHOLDS, Measure.PEOPLE]
    ).order_by("as_of", "pk")
    newest: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for initiative, measure, value in rows.values_list("registration__initiative", "measure", "value"):
        newest[initiative][measure] = value
    return {
        initiative: People(**{measure: int(value) for measure, value in values.items()}) for initiative, values in newest.items()
    }


def _reach(below: list[Branch], known: Mapping[int, Initiative], years: Mapping[int, int], counts: Mapping[int, People]) -> Reach:
    of_year: dict[int, list[int]] = defaultdict(list)
    for one in below:
        of_year[years[one.key]].append(one.key)
    seen: set[tuple[int, int | None]] = set()
    told = []
    for year in sorted(of_year):
        places = {(known[key].unit_id, known[key].body_id) for key in of_year[year]}
        reached = [counts.get(key, People()) for key in of_year[year]]
        told.append(
            YearOfSpread(year, len(of_year[year]), len(places - seen), _sum("households", reached), _sum("people", reached))
        )
        seen |= places
    return Reach(
        copies=len(below),
        places=len(seen),
        generations=max((one.generation for one in below), default=0),
        households=sum(year.households for year in told),
        people=sum(year.people for year in told),
        years=tuple(told),
    )


def _sum(name: str, reached: Iterable[People]) -> int:
    return sum(getattr(one, name) or 0 for one in reached)


@dataclass(frozen=True)
class Copied:
    """An initiative of the locality with how many learnt straight from it."""

    initiative: Initiative
    place: str
    copies: int


@dataclass(frozen=True)
class NewCopy:
    """A copy begun here. *origin* None: outside the record (*words*), or not shown to the public (*words* empty)."""

    copy: Initiative
    place: str
    origin: Initiative | None
    words: str
    learnt_on: date


@dataclass(frozen=True)
class Spread:
    """«Lan toả» of a locality. *years*: how many copies were begun here, by year, with none left out between two."""

    most_copied: list[Copied]
    newest: list[NewCopy]
    ready: list[Copied]
    years: list[tuple[int, int]]
    copies: int


def spread_of(locality: Locality) -> Spread:
    """What spreads in *locality*: its own origins, the newest copies made here, and guidance nobody has followed yet.

    A fixed number of queries. Only what the public is told of is named; the counts count everything.
    """
    learnt = Lineage.objects.filter(copy__locality=locality, copy__merged_into=None)
    by_year = Counter(day.year for day in learnt.values_list("learnt_on", flat=True))
    years = range(min(by_year), max(by_year) + 1) if by_year else range(0)
    own = initiatives_named().filter(_is_told(), locality=locality)
    copied = own.annotate(times=Count("copies", filter=Q(copies__copy__merged_into=None)))
    published = Guidance.objects.filter(initiative=OuterRef("pk"), is_public=True)
    newest = list(learnt.filter(copy__in=own.values("pk")).order_by("-learnt_on", "-pk")[:NEWEST])
    return Spread(
        most_copied=[_copied(one) for one in copied.filter(times__gt=0).order_by("-times", "folded", "pk")[:MOST_COPIED]],
        newest=_new_copies(newest),
        ready=[_copied(one) for one in copied.filter(Exists(published), times=0).order_by("folded", "pk")[:NOT_COPIED]],
        years=[(year, by_year[year]) for year in years],
        copies=sum(by_year.values()),
    )


def _copied(initiative: Initiative) -> Copied:
    return Copied(initiative, place_of(initiative), initiative.times)  # type: ignore[attr-defined]  # annotated above


def _new_copies(rows: list[Lineage]) -> list[NewCopy]:
    keys = {row.copy_id for row in rows} | {row.origin_id for row in rows if row.origin_id}
    known = {one.pk: one for one in initiatives_named().filter(_is_told(), pk__in=keys)}
    return [
        NewCopy(known[row.copy_id], place_of(known[row.copy_id]), known.get(row.origin_id or 0), row.origin_words, row.learnt_on)
        for row in rows
    ]


@dataclass(frozen=True)
class Origin:
    """What an initiative learnt from, as the public reads it: see :class:`NewCopy`."""

    initiative: Initiative | None
    words: str


@dataclass(frozen=True)
class Beside:
    """What stands of spreading beside an initiative's story."""

    origins: list[Origin]
    copies: int
    has_guidance: bool


def beside(initiative: Initiative) -> Beside:
    """Origins, how many learnt straight from it, and whether its sheet is public; four queries."""
    rows = list(learnt_from(initiative))
    told = initiatives_named().filter(_is_told(), pk__in=[row.origin_id for row in rows if row.origin_id])
    known = {one.pk: one for one in told}
    return Beside(
        origins=[Origin(known.get(row.origin_id or 0), row.origin_words) for row in rows],
        copies=Lineage.objects.filter(origin=initiative, copy__merged_into=None).count(),
        has_guidance=Guidance.objects.filter(initiative=initiative, is_public=True).exists(),
    )
