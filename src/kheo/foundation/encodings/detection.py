"""Which way of writing a text is in, and how sure that is.

Each supposition starts from how often it occurs (or from what the cells around and the font say), every word adds what it says
(``weights``), and the confidence is the share of the best one: Bayes' rule with words taken as independent, which they nearly
are. A short cell stays doubtful and says so.
"""

import re
from collections.abc import Mapping
from math import exp, floor, log

from kheo.foundation.encodings import viqr
from kheo.foundation.encodings.reading import Encoding, Reading, family_of_font, in_family
from kheo.foundation.encodings.tables import TABLES
from kheo.foundation.encodings.unicode_forms import is_in_pieces
from kheo.foundation.encodings.weights import Weights, of_viqr_part, of_word

CERTAIN: float = TABLES["confidence"]["certain"]
_PRIOR = Weights(**TABLES["prior"])
_SURE_UNICODE = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")
_WORD = re.compile(r"""[^\s.,;:!?()\[\]{}<>"'“”‘’/\\|+=*&%#@~`^_\-–—…\d]+""")
_SHORT = 3  # letters stuck to a number (25°C, 1ª, 5±) say nothing
_FONT_SAYS, _FONT_DENIES = 1.0, -6.0
_STRENGTH = 2.0  # how many cells the usual frequencies count for beside the cells around
_MOST_LIFTED, _MOST_SUNK = 1.5, -5.0  # what cells around can do for a family against Unicode

Nearby = Mapping[Encoding, float]
_LEGACY: tuple[Encoding, ...] = ("tcvn3", "vni", "viqr")


def tells_something(text: str) -> bool:
    """Say whether *text* can be anything but plain Unicode: letters beyond ASCII, or marks typed behind vowels."""
    return not text.isascii() or bool(viqr.MARKED.search(text))


def _lean_on(nearby: Nearby) -> Weights:
    """The usual frequencies moved towards those of the cells around, within bounds: a mixed column stays possible."""
    count = sum(nearby.values())
    usual = {name: exp(weight) for name, weight in _PRIOR._asdict().items()}
    total = sum(usual.values())
    shares = {
        name: (nearby.get(name, 0.0) + _STRENGTH * usual[name] / total) / (count + _STRENGTH)  # type: ignore[call-overload]  # «foreign» is no encoding: 0
        for name in usual
    }
    plain = max(shares["unicode"], shares["foreign"])
    moved = {name: min(max(log(shares[name] / plain), _MOST_SUNK), _MOST_LIFTED) for name in _LEGACY}
    return Weights(0.0, _PRIOR.foreign - _PRIOR.unicode, **moved)


def _by_font(family: Encoding) -> Weights:
    return Weights(**{name: _FONT_SAYS if name == family else _FONT_DENIES for name in Weights._fields})


def _is_stuck_to_a_number(text: str, found: re.Match[str]) -> bool:
    before, after = text[: found.start()][-1:], text[found.end() :][:1]
    return len(found[0]) < _SHORT and (before.isdigit() or after.isdigit())


def _weigh(text: str) -> Weights:
    total = Weights()
    if text.isascii() or ("’" in text and text.replace("’", "'").isascii()):
        for part in viqr.PART.findall(text):
            marked = of_viqr_part(part)
            if marked.viqr or marked.unicode:
                total = total.plus(marked)
            else:
                for word in _WORD.findall(part):
                    total = total.plus(of_word(word))
        return total
    for found in _WORD.finditer(text):
        if not _is_stuck_to_a_number(text, found):
            total = total.plus(of_word(found[0]))
    return total


def _told(share: float) -> float:
    """Two decimals, rounded down, never 1: a guess stays one."""
    return min(floor(share * 100) / 100, 0.99)


def detect(text: str, *, font: str = "", nearby: Nearby | None = None) -> Reading:
    """Return how *text* is written and the text in Unicode.

    *font*: the font it stands in, where the file tells it (``.VnTime``, ``VNI-Times``: strong evidence). *nearby*: how many cells
    around it were found in each encoding beyond doubt; a short cell leans on them.
    """
    if not tells_something(text):
        return Reading("unicode", text, 1.0)
    if is_in_pieces(text):
        return Reading("nfd", in_family(text, "nfd"), 1.0)
    if _SURE_UNICODE.search(text):
        return Reading("unicode", text, 1.0)
    family = family_of_font(font)
    start = _by_font(family) if family and not text.isascii() else _lean_on(nearby) if nearby else _PRIOR
    scores = start.plus(_weigh(text))._asdict()
    highest = max(scores.values())
    chances = {name: exp(score - highest) for name, score in scores.items()}
    total = sum(chances.values())
    best = max(_LEGACY, key=lambda name: chances[name])
    plain = (chances["unicode"] + chances["foreign"]) / total
    shown = in_family(text, best, font)
    if plain >= chances[best] / total or shown == text:
        return Reading("unicode", text, _told(plain))
    return Reading(best, shown, _told(chances[best] / total))
