"""What a card tells of an initiative: the opening of its summary, and results as a reader takes them in."""

import re
from collections.abc import Iterable
from decimal import Decimal

from kheo.foundation.numbers import written

_WORDS = {"households": "hộ", "people": "người", "working_days": "ngày công", "land_m2": "m² đất"}
_ORDER = ("households", "people", "land_m2", "working_days", "dong")
_BILLION, _MILLION = Decimal(1_000_000_000), Decimal(1_000_000)


def money(value: Decimal) -> str:
    """*value* in đồng as the press writes it: tỷ or triệu with at most two places, never rounded into another number."""
    for unit, name in ((_BILLION, "tỷ"), (_MILLION, "triệu")):
        share = value / unit
        if share >= 1 and share == round(share, 2):
            return f"{written(share.normalize())} {name} đồng"
    return f"{written(value)} đồng"


def results_line(results: Iterable[tuple[str, Decimal]]) -> str:
    """«186 hộ · 712 người · 42,6 triệu đồng»: people first, money last; empty when there are none."""
    known = dict(results)
    parts = [
        money(known[measure]) if measure == "dong" else f"{written(known[measure])} {_WORDS[measure]}"
        for measure in _ORDER
        if known.get(measure)
    ]
    # A number and its unit are never torn apart at the end of a line.
    return " · ".join(part.replace(" ", "\u00a0") for part in parts)


def opening(text: str, most: int = 170) -> str:
    """The first sentences of *text* that fit into *most* characters; of a longer first sentence, its first words and «…»."""
    told = ""
    for sentence in re.split(r"(?<=[.!?…]) +(?=\S)", " ".join(text.split())):
        if len(told) + len(sentence) >= most:
            break
        told = f"{told} {sentence}".strip()
    if told or not text.strip():
        return told
    short = " ".join(text.split())[: most - 1]
    return short.rsplit(" ", 1)[0].rstrip(",;:–- ") + "…"
