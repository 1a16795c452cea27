"""Numbers as the press writes them: ``1.250``, «mười hai», ``44/50``, and the forms that are no exact count."""

import re
from dataclasses import dataclass

from .tokens import Token, key_of

_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_UNITS = {"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
          "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9}  # fmt: skip
_DIGITS = {key_of(word): value for word, value in _UNITS.items()}
_LEADING = {key_of(word) for word in ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "bẩy", "tám", "chín")}
_TEN, _TENS, _HUNDRED = key_of("mười"), key_of("mươi"), key_of("trăm")
_THOUSAND = {key_of("nghìn"), key_of("ngàn")}
_AND = {key_of("linh"), key_of("lẻ")}
_SCALES = {key_of("nghìn"): 1000, key_of("ngàn"): 1000}
# «một số», «một trong những», «một cách»: the article, no number; money and large scales are never a count here.
_YEAR_WORD = key_of("năm")
_LARGE = {key_of(word) for word in ("triệu", "tỷ", "tỉ", "phần trăm")}


@dataclass(frozen=True)
class Numeral:
    """A number at tokens ``start:end``; ``in_words`` when spelt.

    ``shape``: ``exact``, ``ratio`` (the X of X/Y), ``range``, ``share`` (percent, decimal, money scale) or ``date``.
    """

    start: int
    end: int
    value: int
    shape: str
    in_words: bool = False


def numeral_at(tokens: list[Token], index: int) -> Numeral | None:
    """Return the numeral that begins at token *index*, or None."""
    token = tokens[index]
    if token.kind == "number":
        return _digits(tokens, index)
    if token.kind == "word" and (token.key in _LEADING or token.key == _TEN):
        return words_at(tokens, index)
    return None


def _joined(tokens: list[Token], left: int) -> bool:
    """Two tokens stand without a blank between them."""
    return left + 1 < len(tokens) and tokens[left].end == tokens[left + 1].start


def _digits(tokens: list[Token], index: int) -> Numeral:
    raw = tokens[index].text
    end, shape = index + 1, "exact"
    if raw.isdigit():
        value = int(raw) if len(raw) < 10 else 0
        shape = "exact" if len(raw) < 10 else "share"
    elif _THOUSANDS.fullmatch(raw):
        value = int(raw.replace(".", "").replace(",", "")) if len(raw) < 13 else 0
        shape = "exact" if len(raw) < 13 else "share"  # a thousand million is money, no count
    else:
        value, shape = 0, "share"
    parts = 1
    while end + 1 < len(tokens) and tokens[end].key in {"/", "-"} and tokens[end + 1].kind == "number":
        tight = _joined(tokens, end - 1) and _joined(tokens, end)
        if not tight and tokens[end].key == "/":
            break
        shape = "ratio" if tokens[end].key == "/" and shape in {"exact", "ratio"} else "range"
        end, parts = end + 2, parts + 1
    if parts > 2:
        shape = "date"
    if end < len(tokens) and tokens[end].key == "%":
        return Numeral(index, end + 1, value, "share")
    if end < len(tokens) and tokens[end].key in _LARGE:
        return Numeral(index, end + 1, value, "share")
    if end < len(tokens) and tokens[end].key in _SCALES:
        return Numeral(index, end + 1, value * 1000, shape)
    glued = end < len(tokens) and _joined(tokens, end - 1) and (tokens[end].kind == "word" or tokens[end].key == "-")
    led = index > 0 and _joined(tokens, index - 1) and (tokens[index - 1].kind == "word" or tokens[index - 1].key in "-/")
    if glued or led:  # «43-KL/TW», «5km», «A1»: a code, a measure
        shape = "date"
    return Numeral(index, end, value, shape)


def words_at(tokens: list[Token], index: int) -> Numeral | None:
    """Return the number spelt from token *index* on, 0–999.999 («một trăm linh năm» is 105), or None."""
    keys = [token.key for token in tokens[index : index + 16]]
    value, used = _below_million(keys)
    if used == 0:
        return None
    end = index + used
    if end < len(tokens) and tokens[end].key in _LARGE:
        return Numeral(index, end + 1, value, "share", in_words=True)
    # «một trăm hai» is 102 to one reader and 120 to another
    unclear = value % 100 == 0 and value > 0 and end < len(tokens) and tokens[end].key in _LEADING
    return Numeral(index, end, value, "share" if unclear else "exact", in_words=True)


def _below_million(keys: list[str]) -> tuple[int, int]:
    value, used = _below_thousand(keys)
    if used and used < len(keys) and keys[used] in _THOUSAND:
        rest, more = _below_thousand(keys[used + 1 :], after_thousand=True)
        return value * 1000 + rest, used + 1 + more
    return value, used


def _below_thousand(keys: list[str], *, after_thousand: bool = False) -> tuple[int, int]:
    if len(keys) > 1 and keys[1] == _HUNDRED and keys[0] in _DIGITS:
        hundreds = _DIGITS[keys[0]] * 100
        if len(keys) > 2 and keys[2] in _AND:
            if len(keys) > 3 and keys[3] in _DIGITS:
                return hundreds + _DIGITS[keys[3]], 4
            return hundreds, 2
        rest, used = _below_hundred(keys[2:], alone=False)
        return hundreds + rest, 2 + used
    if after_thousand and keys and keys[0] in _AND:
        rest, used = _below_hundred(keys[1:], alone=True)
        return (rest, used + 1) if used else (0, 0)
    return _below_hundred(keys, alone=not after_thousand)


def _below_hundred(keys: list[str], *, alone: bool) -> tuple[int, int]:
    first, second, third = (*keys[:3], "", "", "")[:3]
    unit = _DIGITS.get(second, 0)
    if first == _TEN:
        return 10 + unit, 2 if unit else 1
    if first not in _LEADING:
        return 0, 0
    if second == _TENS:
        unit = _DIGITS.get(third, 0)
        return _DIGITS[first] * 10 + unit, 3 if unit else 2
    return (_DIGITS[first], 1) if alone else (0, 0)


def is_year_word(token: Token) -> bool:
    """«năm» is five and also year: only its neighbours tell."""
    return token.key == _YEAR_WORD
