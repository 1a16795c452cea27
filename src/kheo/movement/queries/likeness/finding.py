"""Which initiatives of all years resemble a text: candidates by their marks, then the texts word by word."""

import math
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256

from django.db import connection
from django.db.models import Q

from kheo.movement.likeness import (
    LABELS,
    Comparison,
    Reading,
    Resemblance,
    compare,
    digest_of,
    kind_of,
    marks_of,
    read,
    resembles,
)
from kheo.movement.models import Initiative, Likeness, Registration, Submission
from kheo.movement.queries.likeness.texts import text_of_submission, texts_of, visible_to
from kheo.movement.queries.registrations import unit_name_in
from kheo.organisation.models import Succession

# Marks that many texts have tell nothing; MOST_PLACES was tuned on ``bench.scale``.
MOST_PLACES, TERMS = 1000, 200
ALL_TEXTS = 100_000  # of which a mark's weight tells how rare it is; the order hardly depends on it
_PLACES = "SELECT * FROM (SELECT value, sketch_id FROM movement_sketchmark WHERE value = %s LIMIT %s) AS places"
LOOKED_UP, COMPARED = 300, 20


@dataclass(frozen=True)
class Asked:
    """A text that is held against the others: whose it is, where and when it was registered."""

    of: Initiative | Submission
    locality: int
    unit: int
    body: int | None
    years: frozenset[int]
    reading: Reading

    @property
    def initiative(self) -> int | None:
        """Its primary key, where it is an initiative already."""
        return self.of.pk if isinstance(self.of, Initiative) else None


def asked_of(initiative: Initiative, reader: int | None = None) -> Asked:
    """*reader*: the locality whose office asks, where it is not the initiative's own.

    A level above reads of what came to it from below what everybody reads, and holds it against what it may see itself.
    """
    reader = reader or initiative.locality_id
    text = texts_of([initiative], reader)[initiative.pk]
    years = frozenset(Registration.objects.filter(initiative=initiative).values_list("programme__year", flat=True))
    return Asked(initiative, reader, initiative.unit_id, initiative.body_id, years, read(text))


def asked_of_submission(submission: Submission) -> Asked:
    programme = submission.programme
    reading = read(text_of_submission(submission))
    return Asked(submission, programme.locality_id, submission.unit_id, submission.body_id, frozenset({programme.year}), reading)


@dataclass(frozen=True)
class Known:
    """Where and in which years an initiative was registered, the newest last, with that registration; *place* as it knew it."""

    place: str = ""
    years: tuple[int, ...] = ()
    registration: int | None = None


@dataclass(frozen=True)
class LookAlike:
    """An initiative that resembles the text asked about; *decision*: what the office said of exactly these two texts."""

    initiative: Initiative
    known: Known
    kind: Resemblance
    comparison: Comparison
    decision: Likeness | None

    @property
    def percent(self) -> int:
        return round(self.comparison.share * 100)

    @property
    def label(self) -> str:
        return LABELS[self.kind]


def look_alikes(asked: Asked, limit: int = 10) -> list[LookAlike]:
    """The most alike first; a number of queries that does not grow with what is found."""
    return _told(asked, alike(asked.reading, asked.locality, asked.initiative)[:limit])


def alike(reading: Reading, locality: int, without: int | None = None) -> list[tuple[Initiative, Comparison]]:
    """What the office of *locality* may see and *reading* resembles, the most alike first; *without* is its own initiative."""
    ranked = candidates(marks_of(reading), without=without)
    visible = set(visible_to(locality).filter(pk__in=ranked).values_list("pk", flat=True))
    kept = [key for key in ranked if key in visible][:COMPARED]
    nearest = list(Initiative.objects.select_related("sketch", "locality").filter(pk__in=kept).order_by("pk"))
    texts = texts_of(nearest, locality)
    compared = [(one, compare(reading, read(texts[one.pk]))) for one in nearest]
    return sorted((pair for pair in compared if resembles(pair[1])), key=lambda pair: (-pair[1].share, pair[0].pk))


def the_two(asked: Asked, other: Initiative) -> LookAlike:
    """The same of one initiative that was named, however little both share."""
    return _told(asked, [(other, compare(asked.reading, read(texts_of([other], asked.locality)[other.pk])))])[0]


def candidates(marks: Collection[int], *, without: int | None) -> list[int]:
    """Initiatives that share marks, those with the most and rarest ones first; one query for each 200 marks.

    Of a mark no more than :data:`MOST_PLACES` places are read: one that has more tells nothing, and counting them is what
    would take long. If all are so common, those places that were read stand for the rest.
    """
    places: dict[int, list[int]] = defaultdict(list)
    ordered = sorted(marks)
    with connection.cursor() as cursor:
        for start in range(0, len(ordered), TERMS):
            some = ordered[start : start + TERMS]
            cursor.execute(" UNION ALL ".join([_PLACES] * len(some)), [part for mark in some for part in (mark, MOST_PLACES + 1)])
            for value, key in cursor.fetchall():
                places[value].append(key)
    rare = {value: keys for value, keys in places.items() if len(keys) <= MOST_PLACES}
    weights: dict[int, float] = defaultdict(float)
    for keys in (rare or places).values():
        weight = math.log(ALL_TEXTS / len(keys))
        for key in keys:
            weights[key] += weight
    weights.pop(without or 0, None)
    return sorted(weights, key=lambda key: (-weights[key], key))[:LOOKED_UP]


def _told(asked: Asked, compared: list[tuple[Initiative, Comparison]]) -> list[LookAlike]:
    keys = [one.pk for one, _comparison in compared]
    if not keys:
        return []
    known, decided = known_of(keys), _decided(asked, keys)
    here = _same_places(asked)
    digest = digest_of(asked.reading)
    told = []
    for one, comparison in compared:
        years = known.get(one.pk, Known()).years
        kind = kind_of(
            comparison,
            same_place=one.unit_id in here and one.body_id == asked.body,
            same_year=not asked.years.isdisjoint(years),
        )
        decision = decided.get(one.pk)
        holds = decision is not None and decision.digest == pair_digest(digest, digest_in(one))
        told.append(LookAlike(one, known.get(one.pk, Known()), kind, comparison, decision if holds else None))
    return told


def known_of(keys: Collection[int]) -> dict[int, Known]:
    """Place and years of each initiative by its registrations; one query."""
    rows = (
        Registration.objects.filter(initiative__in=keys)
        .annotate(unit_name=unit_name_in("programme__year", "initiative__unit"))
        .order_by("programme__year", "pk")
        .values_list("initiative", "pk", "programme__year", "initiative__body__name", "unit_name")
    )
    found: dict[int, Known] = {}
    for key, registration, year, body, unit in rows:
        before = found[key].years if key in found else ()
        found[key] = Known(body or unit or "", (*before, year), registration)
    return found


def _same_places(asked: Asked) -> set[int]:
    """The unit itself, what it took over and what took it over: a ward of today goes on with the text of the old one."""
    rows = Succession.objects.filter(Q(successor=asked.unit) | Q(predecessor=asked.unit))
    return {asked.unit}.union(*rows.values_list("successor", "predecessor"))


def _decided(asked: Asked, keys: Collection[int]) -> dict[int, Likeness]:
    """The newest decision about each of *keys*; what was said of a form holds for the initiative that it became."""
    if isinstance(asked.of, Submission):
        rows = Likeness.objects.filter(submission=asked.of, other__in=keys)
        return {row.other_id: row for row in rows.order_by("pk")}
    own = Q(initiative=asked.of) | Q(submission__registration__initiative=asked.of)
    rows = Likeness.objects.filter((own & Q(other__in=keys)) | Q(initiative__in=keys, other=asked.of))
    return {
        row.initiative_id if row.other_id == asked.of.pk and row.initiative_id else row.other_id: row
        for row in rows.order_by("pk")
    }


def pair_digest(first: str, second: str) -> str:
    """One digest of two texts, whichever is asked about."""
    return sha256("".join(sorted((first, second))).encode()).hexdigest()


def digest_in(initiative: Initiative) -> str:
    """Digest of the text as it was read last (needs ``sketch``); empty before it was ever read."""
    sketch = getattr(initiative, "sketch", None)
    return sketch.digest if sketch else ""
