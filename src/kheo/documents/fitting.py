"""Words fitted into a place of a blank: broken by the widths of the face, shrunk in steps, never cut.

Lines are broken here, so that what fits is known before anything is set and a page costs typst little.
"""

from dataclasses import dataclass
from functools import lru_cache

from kheo.documents.blank_content import Place
from kheo.documents.measuring import Measure, measure_of

SMALLEST = 7.0
"""Points: a name on a wall is read from two steps; smaller than this it is refused and the office widens its place."""
STEP = 0.5
_DASHES = {"-", "–", "—", "·"}


@dataclass(frozen=True)
class Fitted:
    """Words made into *lines* at *size* points; *problems*: why they cannot stand there."""

    lines: tuple[str, ...]
    size: float
    problems: tuple[str, ...] = ()


@lru_cache(maxsize=1024)
def fit(place: Place, text: str) -> Fitted:
    """Break *text* into the lines of *place*, in the largest size that holds them; what does not fit is told, never cut."""
    if not text:
        return Fitted((), place.size)
    measure = measure_of(place.file)
    problems = [
        f"Phông chữ đã chọn không có chữ «{letter}» (U+{ord(letter):04X}); đổi phông của ô này hoặc sửa chữ đó."
        for letter in measure.missing(text)
    ]
    size = place.size
    while True:
        lines = _balanced(measure, text, size, place)
        if lines is not None:
            return Fitted(lines, size, tuple(problems))
        if not place.shrink or size <= SMALLEST:
            break
        size = max(SMALLEST, size - STEP)
    excerpt = text if len(text) <= 60 else f"{text[:57]}…"
    how = f"dù đã thu xuống {SMALLEST:g} pt" if place.shrink else f"ở cỡ {place.size:g} pt"
    room = f"{place.lines} dòng rộng {place.width:g} mm".replace(".", ",")
    problems.append(f"«{excerpt}» không vừa {room} {how.replace('.', ',')}; nới rộng ô, thêm dòng hoặc giảm cỡ chữ.")
    return Fitted(tuple(_wrapped(measure, text, size, place.width)), size, tuple(problems))


def _balanced(measure: Measure, text: str, size: float, place: Place) -> tuple[str, ...] | None:
    """The lines of *text* at *size*, of about one length unless they begin at the left; None when they do not fit."""
    lines = _wrapped(measure, text, size, place.width)
    if len(lines) > place.lines or any(measure.width(line, size) > place.width for line in lines):
        return None
    if place.align == "left" or len(lines) == 1:
        return tuple(lines)
    low, high = place.width / len(lines) / 2, place.width
    while high - low > 1:
        middle = (low + high) / 2
        tried = _wrapped(measure, text, size, middle)
        if len(tried) > len(lines) or any(measure.width(line, size) > middle for line in tried):
            low = middle
        else:
            high, lines = middle, tried
    return tuple(lines)


def _wrapped(measure: Measure, text: str, size: float, width: float) -> list[str]:
    """*text* broken at its blanks; no line begins with a dash."""
    lines: list[str] = []
    for word in _words(text):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure.width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _words(text: str) -> list[str]:
    words: list[str] = []
    for word in text.split(" "):
        if words and word in _DASHES:
            words[-1] = f"{words[-1]} {word}"
        else:
            words.append(word)
    return words
