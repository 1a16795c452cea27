"""Points of a conclusion, proposed from the text of the chair's speech: a line or a sentence each. The office keeps or drops."""

import re

from kheo.foundation.text import fold, tidy

LONGEST = 600
SHORTEST_WORDS = 3
# «1.», «2)», «a)», «III.», «-», «+», «•», «Một là,», «Thứ hai:» before a point
_MARK = re.compile(
    r"^(?:[-–—+•*▪]\s*|(?:\d{1,2}|[a-zđ]|[IVX]{1,5})[.)]\s+"
    r"|(?:(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) là|thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười))\s*[,:]\s*)",
    re.IGNORECASE,
)
_NUMBER_ALONE = re.compile(r"^(?:\d{1,2}|[a-zđ]|[IVX]{1,5})[.)]?$", re.IGNORECASE)
# A sentence ends at . ! ? or ; before a blank; «TP. Hà Nam», «Th. S» do not end one.
_END = re.compile(r"(?<=[.;!?…])\s+")
_ABBREVIATION = re.compile(r"(?:^|\s)(?:[A-ZĐ][a-z]?|TP|Tp|TX|Tx|PGS|GS|ThS|TS|BS|số)\.$")
# Words to the audience, folded: no point begins like that.
_TO_THE_AUDIENCE = (
    "kinh thua", "thua cac", "thua toan the", "thua hoi nghi", "xin cam on", "xin tran trong", "tran trong cam on",
    "xin chan thanh", "toi xin", "thay mat", "nhan dip", "chuc cac", "kinh chuc", "xin chuc",
)  # fmt: skip


def proposed_points(text: str) -> list[str]:
    """Points that *text* may hold, each once, in its order, without mark and final full stop, at most LONGEST characters."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        for sentence in _sentences(_unmarked(tidy(line))):
            for piece in _pieces(_unmarked(sentence)):
                point = piece.rstrip(" .;,:…")
                if len(point.split()) >= SHORTEST_WORDS and not fold(point).startswith(_TO_THE_AUDIENCE):
                    found.setdefault(fold(point), point)
    return list(found.values())


def typed_points(text: str) -> list[str]:
    """Points typed one a line: marks and empty lines go, nothing else is judged."""
    return [point for line in text.splitlines() if (point := _unmarked(tidy(line)).rstrip(" ;"))]


def _unmarked(line: str) -> str:
    """*line* without its marks; «1.» alone is a mark without a point."""
    while found := _MARK.match(line):
        line = line[found.end() :]
    return "" if _NUMBER_ALONE.match(line) else line


def _sentences(line: str) -> list[str]:
    """*line* cut where sentences end; only the newest part is asked for an abbreviation, or a long line would take minutes."""
    sentences: list[str] = []
    parts: list[str] = []
    for part in filter(None, _END.split(line)):
        parts.append(part)
        if not _ABBREVIATION.search(part):
            sentences.append(" ".join(parts))
            parts = []
    return [*sentences, " ".join(parts)] if parts else sentences


def _pieces(sentence: str) -> list[str]:
    """*sentence* cut between words where it is longer than a point may be; a word longer than that is cut, too."""
    pieces: list[str] = []
    while len(sentence) > LONGEST:
        at = sentence.rfind(" ", 1, LONGEST + 1)
        at = LONGEST if at < 0 else at
        pieces.append(sentence[:at])
        sentence = sentence[at:].strip()
    return [*pieces, sentence] if sentence else pieces
