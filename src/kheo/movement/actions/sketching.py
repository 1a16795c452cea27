"""Reading the texts of initiatives for look-alikes: in the transaction that changes a text, or in rounds of the worker.

Everything written here is derived from the texts, so nothing asks for authority and no audit row is written.
"""

from collections.abc import Collection
from decimal import Decimal

from django.db import transaction

from kheo.movement.likeness import digest_of, marks_of, read
from kheo.movement.models import Initiative, Lookalike, Sketch, SketchMark
from kheo.movement.queries.likeness.finding import LookAlike, asked_of, look_alikes
from kheo.movement.queries.likeness.pairs import not_read
from kheo.movement.queries.likeness.texts import texts_of

BATCH = 500
PAIRS_EACH = 10  # a text that is like more than these is like them all; the rest follows as these are decided


def sketch_initiative(initiative: Initiative | int) -> None:
    """Call it in the transaction that changed what is told of *initiative*."""
    sketch_initiatives([initiative if isinstance(initiative, int) else initiative.pk])


def sketch_initiatives(keys: Collection[int]) -> int:
    """Read the texts of these again, a batch at a time; return how many had changed.

    One that was merged into another loses its sketch: its text is the other's now.
    """
    ordered = sorted(keys)
    return sum(_sketch(ordered[start : start + BATCH]) for start in range(0, len(ordered), BATCH))


def _sketch(keys: list[int]) -> int:
    with transaction.atomic():
        there = list(Initiative.objects.filter(pk__in=keys, merged_into=None))
        known = dict(Sketch.objects.filter(pk__in=keys).values_list("pk", "digest"))
        readings = {key: read(text) for key, text in texts_of(there, None).items()}
        digests = {key: digest_of(reading) for key, reading in readings.items()}
        changed = [key for key in readings if digests[key] != known.get(key)]
        _forget([key for key in known if key in changed or key not in readings])
        Sketch.objects.bulk_create(
            (Sketch(initiative_id=key, digest=digests[key], length=readings[key].length) for key in changed), batch_size=BATCH
        )
        SketchMark.objects.bulk_create(
            (SketchMark(sketch_id=key, value=value) for key in changed for value in marks_of(readings[key])), batch_size=5000
        )
    return len(changed)


def _forget(keys: list[int]) -> None:
    """Take away what was read and found of texts that are no longer those."""
    if not keys:
        return
    Lookalike.objects.filter(initiative__in=keys).delete()
    Lookalike.objects.filter(other__in=keys).delete()
    SketchMark.objects.filter(sketch__in=keys).delete()
    Sketch.objects.filter(pk__in=keys).delete()


def read_missing(limit: int = BATCH) -> int:
    """Sketch what has no sketch yet: after an upgrade, a restore, a list that was taken in."""
    return sketch_initiatives(not_read(limit))


def compare_waiting(limit: int = 200, keys: Collection[int] | None = None) -> int:
    """Hold up to *limit* new texts (of *keys*, if given) against all others and keep the pairs for the office.

    Returns how many texts were compared.
    """
    waiting = Sketch.objects.filter(is_compared=False)
    if keys is not None:
        waiting = waiting.filter(pk__in=keys)
    done = 0
    for sketch in waiting.select_related("initiative").order_by("pk")[:limit]:
        with transaction.atomic():
            _keep_pairs(sketch.initiative)
            Sketch.objects.filter(pk=sketch.pk).update(is_compared=True)
        done += 1
    return done


def _keep_pairs(initiative: Initiative) -> None:
    asked = asked_of(initiative)
    Lookalike.objects.bulk_create(
        (
            _pair(initiative, max(asked.years, default=0), found)
            for found in look_alikes(asked, PAIRS_EACH)
            if found.decision is None
        ),
        ignore_conflicts=True,
    )


def _pair(initiative: Initiative, year: int, found: LookAlike) -> Lookalike:
    """The newer of two texts of one locality is the one that is asked about; a text from elsewhere is never asked about."""
    newer, other = initiative, found.initiative
    if other.locality_id == newer.locality_id and (max(found.known.years, default=0), other.pk) > (year, newer.pk):
        newer, other = other, newer
    share = Decimal(f"{found.comparison.share:.3f}")
    return Lookalike(initiative=newer, other=other, kind=found.kind, share=share)
