"""Numbers with what they count: money, measures, shares, ranges, telephones."""

import re

from kheo.democracy.speaking.numbers import say_count, say_decimal, say_digits
from kheo.democracy.speaking.table import UNITS

_PHONE = re.compile(
    r"(?<![\w.,])(?:\+84[ .]?|0)[35789](?:[ .\-]?\d){8}(?![\w]|[.,]\d)"
    r"|(?<![\w.,])\(?02\d{1,2}\)?(?:[ .\-]?\d){7,8}(?![\w]|[.,]\d)"
    r"|(?<![\w.,])1[89]00[ .]?\d{2,4}(?:[ .]?\d{2})?(?![\w]|[.,]\d)"
)
_VALUE = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3}){2,}|\d+(?:[.,]\d+)?)"
_UNITS = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
_UNIT = rf"(?P<u>{_UNITS})(?![\w²³])"
_RANGE = re.compile(rf"(?<![\w.,/])(?P<a>{_VALUE})\s?(?P<v>%)?\s?[–—-]\s?(?P<b>{_VALUE})(?!\w|[./]\d|-\d)")
_MEASURED = re.compile(rf"(?<![\w.,])(?P<minus>[-−](?=\d))?(?P<n>{_VALUE})\s?{_UNIT}(?:\s?/\s?(?P<per>[^\W\d_]+))?")
_NUMBER = re.compile(rf"(?<![\w])(?P<minus>[-−](?=\d))?(?P<n>{_VALUE})(?!\w)")
_DIVISIONS = re.compile(r"(?<![\w.,])\d{1,2}(?:\.\d{1,2}){2,}(?!\w)")
_ALL_DAY = re.compile(r"(?<![\w/])24/(?:24|7)(?![\w/])")
_PER = re.compile(r"(?P<unit>đồng|triệu|nghìn|tỷ|lần|lượt|người|ca|tấn|tạ|buổi|suất|kg|công)\s?/\s?(?P<per>[^\W\d_]+)")
_DIVIDED = re.compile(r"(?<![\w/])(?P<a>\d+)/(?P<b>\d+)(?![\w/])")
_OR = re.compile(r"(?<=[^\W\d_])/(?=[^\W\d_])")


def telephones_in_words(text: str) -> str:
    """Telephone numbers digit by digit, in groups as they were written, a pause between."""
    return _PHONE.sub(lambda match: ", ".join(say_digits(group) for group in _groups(match[0])), text)


def _groups(number: str) -> list[str]:
    bare = re.sub(r"[()]", " ", re.sub(r"^\+84[ .]?", "0", number))
    groups = [group for group in re.split(r"[ .\-]", bare) if group]
    if len(groups) > 1:
        return groups
    return [bare[:4], bare[4:7], bare[7:]]


def round_the_clock(text: str) -> str:
    """«24/24» and «24/7» are no days."""
    return _ALL_DAY.sub("suốt ngày đêm", text)


def ranges_in_words(text: str) -> str:
    """«5–7» is «5 đến 7»: the numbers themselves are read after."""
    return _RANGE.sub(lambda match: f"{match['a']}{match['v'] or ''} đến {match['b']}", text)


def quantities_in_words(text: str) -> str:
    """Numbers with measures, then those without; whatever digits are left belong to short forms that nobody knows."""
    text = _DIVISIONS.sub(lambda match: " chấm ".join(say_count(part) for part in match[0].split(".")), text)
    text = _MEASURED.sub(_measured, text)
    text = _PER.sub(lambda match: f"{match['unit']} mỗi {match['per']}", text)
    text = _DIVIDED.sub(lambda match: f"{say_count(match['a'])} trên {say_count(match['b'])}", text)
    text = _NUMBER.sub(lambda match: f"{_sign(match)}{say_value(match['n'])}", text)
    return _OR.sub(" hoặc ", text)


def say_value(text: str) -> str:
    """«1.234,5», «1,234,567», «2.5», «05»: dots and commas as thousands where they part threes, else as the decimal comma."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", text) or re.fullmatch(r"\d{1,3}(?:,\d{3}){2,}", text):
        return say_count(re.sub(r"\D", "", text))
    bare = text.replace(".", "") if "," in text else text.replace(".", ",")
    whole, _, fraction = bare.partition(",")
    return say_decimal(whole, fraction) if fraction else say_count(whole)


def _sign(match: re.Match[str]) -> str:
    return "âm " if match["minus"] else ""


def _measured(match: re.Match[str]) -> str:
    per = f" mỗi {match['per']}" if match["per"] else ""
    return f"{_sign(match)}{say_value(match['n'])} {UNITS[match['u']]}{per}"
