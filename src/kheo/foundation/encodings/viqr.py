"""VIQR: marks typed behind the letter in plain ASCII («Da^n va^.n khe'o»), as in letters and forums of the nineties (RFC 1456).

A full stop or question mark behind a vowel is also a tone. It is taken for one where that makes a syllable: the rule asks for a
backslash before one that is not meant so.
"""

import re
import unicodedata

from kheo.foundation.syllables import is_syllable

_SHAPES = {"(": ("\u0306", "a"), "^": ("\u0302", "aeo"), "+": ("\u031b", "ou"), "*": ("\u031b", "ou")}
_TONES = {"'": "\u0301", "’": "\u0301", "`": "\u0300", "?": "\u0309", "~": "\u0303", ".": "\u0323"}
_LETTER = re.compile(r"\\(.)|([dD])[dD]|([aeiouyAEIOUY])([(^+*]?)([’'`?~.]?)")
PART = re.compile(r"[^\s/,;:!\"“”\[\]{}<>=&|_–—-]+")
MARKED = re.compile(r"[aeiouy][(^+*’'`?~.]|dd", re.IGNORECASE)
_INSIDE = re.compile(r"[aeo]\^|[ou][+*]['’`?~.]?[a-z]|a\(['’`?~.]?[a-z]|[aeiouy][`~?][a-z]|^dd[aeiouy]|\\", re.IGNORECASE)
_RUN = re.compile(r"\S+")
_OF_ADDRESS = ("@", "://", "www.")


def _letter(found: re.Match[str]) -> str:
    literal, stroke, base, shape, tone = found.groups()
    if literal is not None:
        return str(literal)
    if stroke:
        return "Đ" if stroke == "D" else "đ"
    mark, bases = _SHAPES.get(shape, ("", ""))
    if shape and base.lower() not in bases:
        return found[0]
    return unicodedata.normalize("NFC", base + mark + _TONES.get(tone, ""))


def decode_part(part: str) -> str:
    """Return one word read; left as it is when nothing in it makes a syllable, short of a roof or horn inside a name."""
    inner = part.lstrip("(")
    core = inner.rstrip(")")
    opened, closed = part[: len(part) - len(inner)], inner[len(core) :]
    whole = _LETTER.sub(_letter, core)
    if is_syllable(whole):
        return f"{opened}{whole}{closed}"
    for cut in (1, 2, 3, 4):  # «khe'o.», «khe'o?...»
        rest = core[-cut:]
        if len(core) > cut and not rest.strip(".?'’"):
            shorter = _LETTER.sub(_letter, core[:-cut])
            if is_syllable(shorter):
                return f"{opened}{shorter}{rest}{closed}"
    kept = _LETTER.sub(_letter, core) if _INSIDE.search(core) else core
    return f"{opened}{kept}{closed}"


def decode(text: str) -> str:
    """Return *text* read; addresses (a.b@c.vn) stay."""

    def run(found: re.Match[str]) -> str:
        if any(sign in found[0] for sign in _OF_ADDRESS):
            return found[0]
        return PART.sub(lambda part: decode_part(part[0]), found[0])

    return _RUN.sub(run, text)
