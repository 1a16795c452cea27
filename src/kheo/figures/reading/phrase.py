"""A number and what it counts, as the other rules see it."""

from dataclasses import dataclass, field

from .labels import Labels
from .numerals import Numeral

MOVEMENT = frozenset({"dvk", "danvan"})


@dataclass
class Phrase:
    """A number and what it counts.

    ``family``: ``initiative`` (mô hình, điển hình), ``recipient`` (tập thể, cá nhân …), ``paper`` (giấy khen …),
    ``bare`` (no noun), ``other``. ``refusal`` says why it can be no figure.
    """

    numeral: Numeral
    family: str = "other"
    kinds: list[str] = field(default_factory=list)
    labels: Labels = field(default_factory=Labels)
    bare_field: bool = False
    paper: str | None = None
    loose: bool = False
    movement: bool = False
    foreign: bool = False
    noun_end: int = 0
    end: int = 0
    refusal: str | None = None

    @property
    def start(self) -> int:
        return self.numeral.start
