"""What a criteria set is made of, and what points given under it add up to.

How a sheet comes to its class, in two steps that any chapter may call alone:

1. :func:`add_up` takes the scheme, its items and the points of each item (code of the item → points, None or left out: not
   given yet) and returns :class:`Totals`. Whose points they are is the caller's business: the unit's own, the office's, or those
   that a council agreed on, item by item.
2. :func:`kheo.assessment.rules.classes.classify` takes the scheme and the totals and returns the class with its reasons. Who
   holds only one agreed total puts it in: ``classify(scheme, dataclasses.replace(totals, total=agreed))``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Part(StrEnum):
    """What an item does to the total. A veto item («điểm liệt») has no points: 1 says that it was met, 0 that it was not."""

    ORDINARY = "ordinary"
    BONUS = "bonus"
    MINUS = "minus"
    VETO = "veto"


class Scoring(StrEnum):
    """How points of an item are given: in steps, one of named levels, or any up to the maximum."""

    STEPS = "steps"
    LEVELS = "levels"
    FREE = "free"


class Giver(StrEnum):
    """Who gives an item: the unit scores itself and the office verifies; the office alone; the level above alone."""

    SELF = "self"
    VERIFIER = "verifier"
    ABOVE = "above"


class Basis(StrEnum):
    """What thresholds are compared with: the total, or its share (percent) of the maximum of the unit's kind."""

    POINTS = "points"
    PERCENT = "percent"


class VetoEffect(StrEnum):
    NO_CLASS = "none"
    LOWEST = "lowest"


@dataclass(frozen=True)
class Item:
    """One item: *only_for* holds codes of the kinds of unit it applies to (empty: all); *levels* the points of its levels."""

    code: str
    maximum: Decimal
    part: Part = Part.ORDINARY
    scoring: Scoring = Scoring.STEPS
    step: Decimal = Decimal(1)
    levels: tuple[Decimal, ...] = ()
    giver: Giver = Giver.SELF
    only_for: frozenset[str] = frozenset()

    def applies_to(self, kind: str) -> bool:
        return not self.only_for or kind in self.only_for

    @property
    def is_needed(self) -> bool:
        """Bonus and minus items may stay empty; the others must be answered before a sheet is whole."""
        return self.part in (Part.ORDINARY, Part.VETO)


@dataclass(frozen=True)
class Band:
    """A class and what it takes: a lowest total (or share), and if set a share of criteria met and no item at zero.

    *met_percent* must be reached, or with *met_is_over* exceeded. *kind*: only for units of that kind; "" for all.
    """

    name: str
    min_total: Decimal
    met_percent: Decimal | None = None
    met_is_over: bool = False
    no_zero: bool = False
    kind: str = ""


@dataclass(frozen=True)
class Scheme:
    """How a set comes to its classes. *met_at*: share of an item's points (percent) from which it counts as met.

    *self_cap*: what all items but those of the level above count at most together. *kinds*: codes of the kinds of unit; with
    any, a sheet needs one.
    """

    bands: tuple[Band, ...] = ()
    basis: Basis = Basis.POINTS
    met_at: Decimal = Decimal(50)
    self_cap: Decimal | None = None
    veto: VetoEffect = VetoEffect.NO_CLASS
    kinds: tuple[str, ...] = ()

    def bands_for(self, kind: str) -> list[Band]:
        """The classes that a unit of *kind* may get, the highest first; its own ones where it has any, else those of all."""
        own = [band for band in self.bands if band.kind and band.kind == kind]
        return sorted(own or [band for band in self.bands if not band.kind], key=lambda band: -band.min_total)


@dataclass(frozen=True)
class Totals:
    """What points add up to. *total* counts bonus and minus and is never below 0; None while nothing was given.

    *highest*: the maximum of the unit's kind, bonus apart. *needed*, *given*: items that must be answered, and those that are.
    *met* out of *criteria*; *zeros* and *vetoes*: codes of ordinary items at 0 and of veto items that were met.
    """

    total: Decimal | None
    highest: Decimal
    ordinary: Decimal = Decimal(0)
    above: Decimal = Decimal(0)
    bonus: Decimal = Decimal(0)
    minus: Decimal = Decimal(0)
    needed: int = 0
    given: int = 0
    met: int = 0
    criteria: int = 0
    zeros: tuple[str, ...] = ()
    vetoes: tuple[str, ...] = ()
    kind: str = ""
    lacks_kind: bool = False
    is_capped: bool = False

    @property
    def is_whole(self) -> bool:
        return 0 < self.needed == self.given and not self.lacks_kind


def highest_of(scheme: Scheme, items: Iterable[Item], kind: str = "") -> Decimal:
    """The most that a unit of *kind* can reach without bonus: the maxima of its items, the unit's own part capped."""
    applying = [item for item in items if item.part == Part.ORDINARY and item.applies_to(kind)]
    own = sum((item.maximum for item in applying if item.giver != Giver.ABOVE), Decimal(0))
    above = sum((item.maximum for item in applying if item.giver == Giver.ABOVE), Decimal(0))
    return _capped(own, scheme) + above


def _capped(points: Decimal, scheme: Scheme) -> Decimal:
    return points if scheme.self_cap is None else min(points, scheme.self_cap)


def add_up(scheme: Scheme, items: Iterable[Item], points: Mapping[str, Decimal | None], kind: str = "") -> Totals:
    """What *points* (code of the item → points) add up to for a unit of *kind*; items of other kinds are left out."""
    # One walk over the items: a ranking adds up some thousand sheets.
    own, above, most_own, most_above = Decimal(0), Decimal(0), Decimal(0), Decimal(0)
    apart = {Part.BONUS: Decimal(0), Part.MINUS: Decimal(0), Part.VETO: Decimal(0)}
    needed = given = met = criteria = typed = 0
    zeros: list[str] = []
    vetoes: list[str] = []
    for item in items:
        if not item.applies_to(kind):
            continue
        value = points.get(item.code)
        needed += item.is_needed
        typed += value is not None
        given += item.is_needed and value is not None
        if item.part != Part.ORDINARY:
            apart[item.part] += value or 0
            if item.part == Part.VETO and value:
                vetoes.append(item.code)
            continue
        criteria += 1
        if item.giver == Giver.ABOVE:
            most_above += item.maximum
            above += value or 0
        else:
            most_own += item.maximum
            own += value or 0
        if value is not None:
            met += value * 100 >= scheme.met_at * item.maximum
            if not value:
                zeros.append(item.code)
    counted = _capped(own, scheme) + above + apart[Part.BONUS] - apart[Part.MINUS]
    return Totals(
        total=max(counted, Decimal(0)) if typed else None,
        highest=_capped(most_own, scheme) + most_above,
        ordinary=own,
        above=above,
        bonus=apart[Part.BONUS],
        minus=apart[Part.MINUS],
        needed=needed,
        given=given,
        met=met,
        criteria=criteria,
        zeros=tuple(zeros),
        vetoes=tuple(vetoes),
        kind=kind,
        lacks_kind=bool(scheme.kinds) and kind not in scheme.kinds,
        is_capped=_capped(own, scheme) < own,
    )
