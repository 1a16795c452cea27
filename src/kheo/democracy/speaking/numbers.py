"""Numbers in words, as they are said in the north and written in papers: «linh», «mốt», «tư», «lăm», «nghìn», «tỷ».

num2words tells three digits well but for «lẻ» and the four after tens; of larger numbers it leaves out «không trăm» and reads
decimals wrongly («2,05» as «hai phẩy năm»), so groups and decimals are put together here.
"""

import re
from functools import cache

from num2words import num2words

BILLION = 10**9
LARGEST = BILLION**2
DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_FORM = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


@cache
def _three(number: int, *, whole: bool) -> str:
    """Three digits; *whole*: with «không trăm» and «linh» where noughts stand."""
    said = str(num2words(number, lang="vi")).replace("lẻ", "linh").replace("mươi bốn", "mươi tư")
    if not whole or number >= 100:
        return said
    return f"không trăm {said}" if number >= 10 else f"không trăm linh {said}"


def say_integer(value: int) -> str:
    """*value* in words; whole numbers from 0 to below LARGEST, ValueError beyond."""
    if not 0 <= value < LARGEST:
        raise ValueError(value)
    if value >= BILLION:
        billions, rest = divmod(value, BILLION)
        return " ".join([say_integer(billions), "tỷ", *_below_billion(rest, whole=True)])
    return " ".join(_below_billion(value, whole=False)) or DIGITS[0]


def _below_billion(value: int, *, whole: bool) -> list[str]:
    """The groups of *value* that are not empty; *whole*: something was said before them."""
    said: list[str] = []
    for unit, called in ((1_000_000, "triệu"), (1000, "nghìn"), (1, "")):
        group = value // unit % 1000
        if group:
            said += [_three(group, whole=whole or bool(said)), called]
    return [word for word in said if word]


def say_digits(text: str) -> str:
    """Digit by digit, as telephone and identity numbers are read."""
    return " ".join(DIGITS[int(character)] for character in text if character.isdecimal())


def say_count(text: str) -> str:
    """A run of digits as a count; one that begins with a nought and is longer than two, or is too large, digit by digit."""
    if (text[0] == "0" and len(text) > 2) or len(text) > 18:
        return say_digits(text)
    return say_integer(int(text))


def say_decimal(whole: str, fraction: str) -> str:
    """«2», «05» → «hai phẩy không năm»: a fraction of two digits is a count, a longer one or one that begins with 0 is spelt."""
    told = say_count(fraction) if len(fraction) <= 2 and fraction[0] != "0" else say_digits(fraction)
    return f"{say_count(whole)} phẩy {told}"


def say_ordinal(value: int) -> str:
    """After «thứ»: «nhất», «tư»."""
    return {1: "nhất", 4: "tư"}.get(value) or say_integer(value)


def roman(text: str) -> int | None:
    """The value of a Roman numeral up to 99; None for letters that are none."""
    if not _ROMAN_FORM.fullmatch(text):
        return None
    values = [_ROMAN[letter] for letter in text]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
