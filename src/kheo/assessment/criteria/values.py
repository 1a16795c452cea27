"""A set as its file states it. What each field means is told in ``rules/schemes.py``."""

from dataclasses import dataclass
from decimal import Decimal

from kheo.assessment.rules.schemes import Band, Basis, Giver, Item, Part, Scheme, Scoring, VetoEffect


@dataclass(frozen=True)
class LevelRead:
    """A named level of an item: its points, its words."""

    points: Decimal
    text: str


@dataclass(frozen=True)
class ItemRead:
    """*evidence*: what is to be shown, one a line."""

    group: str
    code: str
    text: str
    maximum: Decimal
    step: Decimal
    evidence: str
    part: Part = Part.ORDINARY
    scoring: Scoring = Scoring.STEPS
    levels: tuple[LevelRead, ...] = ()
    giver: Giver = Giver.SELF
    only_for: tuple[str, ...] = ()

    @property
    def rule(self) -> Item:
        """The item as the rules know it."""
        return Item(
            self.code,
            self.maximum,
            self.part,
            self.scoring,
            self.step,
            tuple(level.points for level in self.levels),
            self.giver,
            frozenset(self.only_for),
        )


@dataclass(frozen=True)
class ClassRead:
    name: str
    min_total: Decimal
    met_percent: Decimal | None = None
    met_is_over: bool = False
    no_zero: bool = False
    kind: str = ""

    @property
    def band(self) -> Band:
        """The class as the rules know it."""
        return Band(self.name, self.min_total, self.met_percent, self.met_is_over, self.no_zero, self.kind)


@dataclass(frozen=True)
class KindRead:
    """A kind of unit that the set tells apart."""

    code: str
    label: str


@dataclass(frozen=True)
class SetRead:
    """A set as its file states it, checked."""

    code: str
    title: str
    source: str
    illustrative: bool
    items: tuple[ItemRead, ...]
    classes: tuple[ClassRead, ...]
    excerpt: bool = False
    unread: str = ""
    basis: Basis = Basis.POINTS
    met_at: Decimal = Decimal(50)
    self_cap: Decimal | None = None
    veto: VetoEffect = VetoEffect.NO_CLASS
    kinds: tuple[KindRead, ...] = ()

    @property
    def scheme(self) -> Scheme:
        """How the set comes to its classes."""
        return Scheme(
            tuple(row.band for row in self.classes),
            self.basis,
            self.met_at,
            self.self_cap,
            self.veto,
            tuple(kind.code for kind in self.kinds),
        )
