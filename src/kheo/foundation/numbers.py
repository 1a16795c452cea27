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
