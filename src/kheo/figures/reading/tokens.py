"""A text as tokens that keep their place in it, and as sentences.

Words are compared by *key*: lower case, composed, with the tone moved to the end of the syllable, so that «hoà» and
«hòa», «kỷ» and «kỉ», composed and decomposed writing are one, while «mô hình» and «mồ hình» stay two. A sentence
typed without any Vietnamese mark is compared bare.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from kheo.foundation.text import fold

_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_UNSEEN = dict.fromkeys(map(ord, _INVISIBLE))
_MARKS = "\u0300-\u036f"
_TOKEN = re.compile(
    rf"(?P<number>[0-9]+(?:[.,][0-9]+)*)"
    rf"|(?P<word>[^\W\d_](?:[^\W\d_]|[{_MARKS}{_INVISIBLE}])*)"
    rf"|(?P<line>[\r\n\u2028\u2029\v\f]+)"
    rf"|(?P<mark>[^\s{_INVISIBLE}])"
)
_SHORT_I = re.compile(r"(?:[hklmstv]|qu)y")
_SAME_MARK = {"–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
              "‘": "'", "’": "'", "…": "."}  # fmt: skip
# A full stop after one of these ends no sentence: abbreviations that stand before a name.
_ABBREVIATIONS = frozenset(
    ["tp", "tx", "tt", "p", "q", "h", "x", "ths", "ts", "pgs", "gs", "bs", "ub", "đ", "đc", "t", "ks", "cn", "st", "ths"]
)
_BULLETS = frozenset("•●▪■◦·❖➢►✓*+-–—")
_ENUMERATOR = re.compile(r"\d{1,2}(?:\.\d{1,2})*|[a-hđ]|[IVX]{1,4}")
_LONG, _LONGEST = 300, 500  # tokens: a report's longest lists by semicolon fit
_FULL_LINE = 50  # characters: shorter lines are headings and items
_QUOTES = frozenset("\"'")


@dataclass(frozen=True)
class Token:
    """``kind`` is ``number``, ``word``, ``line`` or ``mark``; ``start``/``end`` are code points of the given text.

    ``text`` is composed and without invisible characters; ``key`` is what the lexicon is searched by.
    """

    kind: str
    text: str
    key: str
    start: int
    end: int

    @property
    def word(self) -> str:
        """The plain form that rules name: lower case for words, one sign for all dashes and quotes."""
        return self.text.lower() if self.kind == "word" else self.key


@lru_cache(maxsize=20_000)
def key_of(word: str) -> str:
    """Return the key under which *word* is looked up in texts with Vietnamese marks."""
    plain = word.translate(_UNSEEN).lower()
    letters, tone = [], ""
    for char in unicodedata.normalize("NFD", plain):
        if char in _TONES:
            tone = _TONES[char]
        else:
            letters.append(char)
    base = unicodedata.normalize("NFC", "".join(letters))
    if _SHORT_I.fullmatch(base):
        base = base[:-1] + "i"
    return base + tone


def bare_key(word: str) -> str:
    """Return the key of *word* in a text typed without marks."""
    return key_of(fold(word))


def either(words: str) -> frozenset[str]:
    """Return the *words* (parted by blanks) with their bare forms, for rules that name words themselves."""
    return frozenset(words.split()) | frozenset(fold(word) for word in words.split())


def is_bare(text: str) -> bool:
    """Say whether *text* has no Vietnamese mark at all, so that only bare keys can match."""
    return not any(ch in "đĐ" or unicodedata.combining(ch) for ch in unicodedata.normalize("NFD", text))


def tokenise(text: str) -> list[Token]:
    """Return the tokens of *text*; white space and invisible characters are no tokens, line ends are."""
    tokens = []
    for found in _TOKEN.finditer(text):
        kind, raw = str(found.lastgroup), found.group()
        if kind == "word":
            raw = unicodedata.normalize("NFC", raw.translate(_UNSEEN))
            key = key_of(raw)
        else:
            key = _SAME_MARK.get(raw, raw) if kind == "mark" else raw
        tokens.append(Token(kind, raw, key, found.start(), found.end()))
    return tokens


def sentences(tokens: list[Token]) -> list[list[Token]]:
    """Cut *tokens* into sentences: at ``. ! ?`` and at line ends, but not inside names, numbers or a wrapped line.

    A sentence of more than 300 tokens is cut at its next semicolon, later at a comma, at last anywhere.
    """
    found: list[list[Token]] = []
    current: list[Token] = []
    for index, token in enumerate(tokens := _bulleted(tokens)):
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.kind == "line":
            if not _wrapped(token, current, following):
                found.append(current)
                current = []
            continue
        current.append(token)
        if (token.key in {".", "!", "?"} and _ends(current, following)) or _is_overlong(current):
            found.append(current)
            current = []
    found.append(current)
    return [sentence for sentence in found if sentence]


def _is_overlong(current: list[Token]) -> bool:
    """No sentence grows beyond bounds, so that the rules, which compare its counts with each other, stay in proportion."""
    length, last = len(current), current[-1].key
    return length >= _LONGEST or (length >= _LONG and last == ";") or (length >= (_LONG + _LONGEST) // 2 and last == ",")


def _bulleted(tokens: list[Token]) -> list[Token]:
    """Write every sign that opens an item of a list as a dash: «•», «*», «1.», «2.1.», «a)»."""
    found: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        opens = not found or found[-1].kind == "line"
        end = _enumerator_end(tokens, index) if opens else index
        if opens and end == index and token.text in _BULLETS:
            end = index + 1
        if end > index:
            found.append(Token("mark", token.text, "-", token.start, tokens[end - 1].end))
            index = end
        else:
            found.append(token)
            index += 1
    return found


def _enumerator_end(tokens: list[Token], index: int) -> int:
    """Return the token behind «1.», «2.1.», «a)» or «IV.» at *index*, or *index*: a word has to follow, behind a blank."""
    if index + 2 >= len(tokens) or not _ENUMERATOR.fullmatch(tokens[index].text):
        return index
    sign, word = tokens[index + 1], tokens[index + 2]
    signed = sign.text in {".", ")", "/"} and tokens[index].end == sign.start < word.start - 1
    return index + 2 if signed and word.kind in {"word", "mark"} else index


def _wrapped(line: Token, current: list[Token], following: Token | None) -> bool:
    """A single line end inside a sentence: the next line goes on in lower case, or with a number after a full line."""
    if line.text.count("\n") > 1 or not current or following is None:
        return False
    if current[-1].key in {".", "!", "?", ":", ";"}:
        return False
    full = line.start - current[0].start >= _FULL_LINE and current[-1].kind == "word"
    return following.text[0].islower() if following.kind == "word" else full and following.kind == "number"


def _abbreviates(before: Token, stop: Token, following: Token) -> bool:
    """«TP. Thử Nghiệm»: the stop belongs to the word before it; a letter alone may end a sentence («tổ B. Năm …»)."""
    if before.end != stop.start or before.kind != "word" or stop.key != ".":
        return False
    if before.text.lower() in _ABBREVIATIONS and (before.text[0].isupper() or len(before.text) > 1):
        return True
    return len(before.text) == 1 and not (following.start > stop.end and following.text[0].isupper())


def _ends(current: list[Token], following: Token | None) -> bool:
    stop = current[-1]
    before = current[-2] if len(current) > 1 else None
    if following is None or following.kind == "line":
        return True
    if stop.text != "." and stop.key == ".":  # an ellipsis ends a sentence only before a capital
        return following.text[0].isupper()
    if before is not None and _abbreviates(before, stop, following):
        return False
    if following.key in _QUOTES or following.key in {"(", "*", "-", "/", "+"}:
        return following.key not in {"/", "+"} and (following.start > stop.end or following.key not in _QUOTES)
    if following.start == stop.end:  # «Minh”.Chú trọng»: a blank forgotten after the stop
        return following.kind == "word" and following.text[0].isupper() and not (before and before.text.isupper())
    return following.kind == "number" or not following.text[0].islower()
