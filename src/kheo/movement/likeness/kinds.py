"""What a resemblance looks like, and how much of it is worth an office's look."""

from enum import StrEnum

from kheo.movement.likeness.passages import Comparison
from kheo.movement.likeness.words import LEAST_WORDS

LEAST_SHARE = 0.12
WHOLE = 0.7


class Resemblance(StrEnum):
    """Codes as the table keeps them; labels stand in :data:`LABELS`."""

    LAST_YEAR = "last_year"
    TWO_PLACES = "two_places"
    TWICE = "twice"
    PARTS = "parts"


LABELS = {
    Resemblance.LAST_YEAR: "lời của năm trước nộp lại",
    Resemblance.TWO_PLACES: "hai nơi một lời",
    Resemblance.TWICE: "một nơi, cùng năm, một lời",
    Resemblance.PARTS: "chép một phần",
}


def resembles(found: Comparison) -> bool:
    """Whether the office should see it; the thresholds were tuned on ``bench/likeness.py``."""
    return found.words >= LEAST_WORDS and found.share >= LEAST_SHARE


def kind_of(found: Comparison, *, same_place: bool, same_year: bool) -> Resemblance:
    if min(found.of_first, found.of_second) < WHOLE:
        return Resemblance.PARTS
    if not same_place:
        return Resemblance.TWO_PLACES
    return Resemblance.TWICE if same_year else Resemblance.LAST_YEAR
