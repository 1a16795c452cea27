"""The numbers of papers as people say them: «12/QĐ-UBND» after «Quyết định số» is «mười hai của Uỷ ban nhân dân»."""

import re

from kheo.democracy.speaking.numbers import say_count, say_integer
from kheo.democracy.speaking.table import BODIES, PAPERS, SHORT

_SIGN = r"[A-ZĐƯ][A-Za-zĐđƯư]*\d{0,2}"
_NUMBER = re.compile(
    rf"(?P<named>(?:[^\W\d_]+\s+){{0,2}})?(?P<so>[Ss]ố:?\s*)?(?<![\w/.,])(?P<n>\d{{1,6}}[a-z]?)(?:/(?P<y>(?:19|20)\d{{2}}))?[/-](?P<signs>{_SIGN}(?:[-–/&]{_SIGN})*)(?!\w)"
)
_ASSEMBLY = re.compile(r"QH(\d{1,2})")
_BODIES = BODIES | {key: value for key, value in SHORT.items() if key not in PAPERS}


def papers_in_words(text: str) -> str:
    return _NUMBER.sub(_said, text)


def _said(match: re.Match[str]) -> str:
    """A sign with a part that the table does not know is left whole: the editor is shown it."""
    signs = re.split(r"[-–/&]", match["signs"])
    told = [_sign(sign) for sign in signs]
    digits = re.match(r"\d+", match["n"])
    if not all(told) or digits is None:
        return match[0]
    kinds = [PAPERS[sign] for sign in signs if sign in PAPERS]
    bodies = [said for sign, said in zip(signs, told, strict=True) if sign not in PAPERS]
    named = match["named"] or ""
    said = say_count(digits[0]) + (f" {match['n'][-1]}" if match["n"][-1].isalpha() else "")
    if match["y"]:
        said += f", năm {say_integer(int(match['y']))}"
    spoken = " ".join(PAPERS.get(word, word.lower()) for word in named.split())
    fresh = [kind for kind in kinds if kind not in spoken]
    said += "".join(f", {kind}" for kind in fresh)
    if bodies:
        said += (", của " if match["y"] or fresh else " của ") + ", ".join(bodies)
    return f"{named}{match['so'] or ''}{said}".replace(":", "")


def _sign(sign: str) -> str:
    """What one part of a sign stands for; «» where the table does not know it."""
    assembly = _ASSEMBLY.fullmatch(sign)
    if assembly:
        return f"Quốc hội khoá {say_integer(int(assembly[1]))}"
    return PAPERS.get(sign) or _BODIES.get(sign, "")
