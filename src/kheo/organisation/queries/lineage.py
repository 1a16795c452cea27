"""What became of given units, read for the rule that carries counts under today's units."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import F, Q

from kheo.organisation.models import Succession, Unit, UnitVersion
from kheo.organisation.rules.lineage import Lineage


def lineage_of(units: Collection[int], day: date) -> Lineage:
    """Return the lineage of *units* (primary keys) as of *day*: successors of successors, parts of districts, and so on.

    A few queries for each generation, however many units.
    """
    living: set[str] = set()
    successors: dict[str, list[str]] = defaultdict(list)
    split: set[str] = set()
    parts: dict[str, list[str]] = defaultdict(list)
    above: dict[str, str] = {}
    seen: set[int] = set()
    level = set(units)
    while level:
        seen |= level
        former = Unit.objects.filter(pk__in=level, ended_on__lte=day)
        codes = dict(former.values_list("pk", "code"))
        living |= set(Unit.objects.filter(pk__in=level).exclude(pk__in=codes).values_list("code", flat=True))
        reached: set[int] = set()
        for row in Succession.objects.filter(predecessor__in=codes, on__lte=day).select_related("predecessor", "successor"):
            successors[row.predecessor.code].append(row.successor.code)
            split |= {row.predecessor.code} if row.is_split else set()
            reached.add(row.successor_id)
        bare = [key for key, code in codes.items() if code not in successors]
        for version in _parts_at_the_end(bare):
            parts[codes[version.parent_id or 0]].append(version.unit.code)
            reached.add(version.unit_id)
        alone = [key for key in bare if codes[key] not in parts]
        for version in UnitVersion.objects.filter(unit__in=alone).exclude(parent=None).select_related("unit", "parent"):
            above[version.unit.code] = version.parent.code if version.parent else ""
            reached.add(version.parent_id or 0)
        level = reached - seen - {0}
    return Lineage(
        living=frozenset(living),
        successors={code: tuple(sorted(heirs)) for code, heirs in successors.items()},
        split=frozenset(split),
        parts={code: tuple(sorted(set(inner))) for code, inner in parts.items()},
        above=above,
    )


def _parts_at_the_end(parents: Collection[int]) -> Collection[UnitVersion]:
    """Versions of units that lay under *parents* when these ended; the country and its like never do."""
    until_the_end = Q(valid_to=None) | Q(valid_to__gte=F("parent__ended_on"))
    return UnitVersion.objects.filter(until_the_end, parent__in=parents).select_related("unit")
