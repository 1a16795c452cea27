"""The number of a paper, however it was typed: «05-TTr/BCĐ», «Số 5 – ttr / bcđ» and «5-TTR/BCD» are one number."""

import re

from kheo.foundation.text import fold

_WORD_BEFORE = re.compile(r"^so\b[\s:.]*")
_ORDER = re.compile(r"^0*(\d+)")
_SEPARATORS = re.compile(r"[^a-z0-9]")


def number_key(text: str) -> str:
    """Return what is equal for equal numbers: the order without leading zeros, a colon, the symbol folded, its strokes off.

    A number of another shape («Điều lệ Đảng») has its letters and digits alone; nothing at all gives "".
    """
    bare = _WORD_BEFORE.sub("", fold(text))
    order = _ORDER.match(bare)
    if order is None:
        return _SEPARATORS.sub("", bare)
    return f"{order[1]}:{_SEPARATORS.sub('', bare[order.end() :])}"
