"""A count on its way to becoming a figure, the total whose part it may be, and what a text has said so far."""

from dataclasses import dataclass, field

from .phrase import Phrase


@dataclass
class Total:
    """What parts take from the count (or the coordinated counts) they are parts of."""

    step: str
    dimensions: dict[str, str]
    value: int | None
    period: str | None
    place: str | None
    usable: bool
    family: str
    quote: str = ""
    parts: list["Count"] = field(default_factory=list)


@dataclass
class Count:
    """A phrase with what its sentence says of it.

    ``step`` is the key's short name, see ``clauses.INITIATIVE_KEYS``; ``spoken`` is the token behind the last word that
    belongs to the count.
    """

    phrase: Phrase
    step: str | None = None
    own: bool = False
    spoken: int = 0
    total: Total | None = None
    dimensions: dict[str, str] = field(default_factory=dict)
    refused: str | None = None
    period: str | None = None
    place: str | None = None
    quote: str = ""
    start: int = 0
    end: int = 0

    @property
    def value(self) -> int:
        return self.phrase.numeral.value

    @property
    def family(self) -> str:
        return self.phrase.family


@dataclass
class Memory:
    """What earlier sentences leave to later ones; ``topic`` is ``own`` (the movement), ``other`` or None.

    ``list_open``: the lines that follow are parts of ``total``; ``said_total``: the sentence before stated it.
    """

    topic: str | None = None
    about_movement: bool = False
    title_period: str | None = None
    title_year: int | None = None
    period: str | None = None
    total: Total | None = None
    list_open: bool = False
    said_total: bool = False
    totals: dict[int, Total] = field(default_factory=dict)
