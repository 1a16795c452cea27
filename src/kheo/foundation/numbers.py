"""Numbers as Vietnamese readers write and say them: ``1.240,5`` and «bốn mươi tư»."""

from decimal import Decimal

from num2words import num2words


def written(value: Decimal | float, places: int | None = None) -> str:
    """Return *value* with dots between thousands and a decimal comma; no trailing zeros unless *places* is given."""
    number = Decimal(str(value))
    text = f"{number:,f}" if places is None else f"{number:,.{places}f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(",", "\0").replace(".", ",").replace("\0", ".")


def in_words(value: int) -> str:
    """Return *value* in words, «tư» for a final four after tens (num2words says «bốn»)."""
    words = str(num2words(value, lang="vi"))
    return words[: -len("mươi bốn")] + "mươi tư" if words.endswith("mươi bốn") else words


_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", "nghìn", "triệu", "tỷ", "nghìn tỷ", "triệu tỷ")


def money_in_words(value: int) -> str:
    """Return *value* đồng as papers write it: «Mười bốn triệu không trăm bốn mươi nghìn đồng».

    Every group after the first is said whole, hundreds and all, so that nothing can be put in between; num2words leaves a
    nought out («bảy triệu hai mươi nghìn»), which is well for a count and not for a receipt. Whole numbers from 0 to below 10¹⁸.
    """
    groups: list[int] = []
    left = value
    while left:
        left, group = divmod(left, 1000)
        groups.append(group)
    parts = [
        part
        for place in range(len(groups) - 1, -1, -1)
        if groups[place]
        for part in (_three(groups[place], whole=place < len(groups) - 1), _GROUPS[place])
        if part
    ]
    text = " ".join(parts) or _DIGITS[0]
    return f"{text[:1].upper()}{text[1:]} đồng"


def _three(number: int, *, whole: bool) -> str:
    """Three digits in words; *whole*: with «không trăm» and «linh» where a nought stands."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or whole else []
    if tens > 1:
        words += [_DIGITS[tens], "mươi"]
    elif tens == 1:
        words.append("mười")
    elif ones and words:
        words.append("linh")
    if ones:
        special = {1: "mốt" if tens > 1 else "một", 4: "tư" if tens > 1 else "bốn", 5: "lăm" if tens else "năm"}
        words.append(special.get(ones, _DIGITS[ones]))
    return " ".join(words)
