"""Whether words of a board name a person: then they are looked at again, for what is asked is that work be mended.

A name is what stands behind ông, bà, anh, chị…, or a family's name with what follows it, three words or, behind an office, two.
It is a pattern, not a proof: it finds people whom no list of grave words would, and a street that it takes for one costs a tick.
"""

import re

from kheo.democracy.sensitive.kinds import FAMILIES, NO_PERSON

_TITLES = frozenset({"ông", "bà", "anh", "chị", "cô", "chú", "bác", "cụ"})
_OFFICES = (
    r"\b(?:chủ tịch|bí thư|trưởng \w+|phó \w+|tổ trưởng|tổ phó|cán bộ|công chức|viên chức|kế toán|thủ quỹ|giám đốc|hiệu trưởng"
    r"|công an|đảng viên|đồng chí|đ/c)\b"
)
_BEHIND = re.compile(rf"{_OFFICES}[^.;:\n]{{0,60}}$", re.IGNORECASE)
_RIGHT_BEHIND = re.compile(rf"{_OFFICES}(?:\s+\w+)?\s*$", re.IGNORECASE)  # «chủ tịch phường Nguyễn …»
_WORD = re.compile(r"[^\W\d_]+")
WHOLE, BEHIND_AN_OFFICE = 3, 2  # words of a name


def named_in(text: str) -> str:
    """The first person that *text* names, as it names them; "" where it names nobody."""
    words = list(_WORD.finditer(text))
    for place, word in enumerate(words):
        before = words[place - 1][0] if place else ""
        chain = _chain(text, words[place:])
        if chain and before.lower() in _TITLES:
            return f"{before} {' '.join(chain)}"
        if chain and _begins_a_name(word[0], before):
            told = text[: word.start()]
            is_place = before.lower() in NO_PERSON and not _RIGHT_BEHIND.search(told)
            if not is_place and len(chain) >= (BEHIND_AN_OFFICE if _BEHIND.search(told) else WHOLE):
                return " ".join(chain)
    return ""


def _begins_a_name(word: str, before: str) -> bool:
    """A family's name, and no word of a line in capitals."""
    return word.lower() in FAMILIES and not (word.isupper() and before.isupper())


def _chain(text: str, words: list[re.Match[str]]) -> list[str]:
    """Words that begin with a capital, one after the other with nothing but a blank between; none where the first does not."""
    chain: list[re.Match[str]] = []
    for word in words:
        if not word[0][0].isupper() or (chain and text[chain[-1].end() : word.start()] != " "):
            break
        chain.append(word)
    return [word[0] for word in chain]
