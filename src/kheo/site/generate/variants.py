"""Variants of a text with a known share of it: rewritten, shuffled, with other names and numbers, between other people's text."""

import random
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"\b(?:số|thôn|xóm|phường|xã|làng|phố) (?:số )?(?:\d+|[A-ZĐ][^\W\d_]*(?: [A-ZĐ][^\W\d_]*)*)")
_PLACES = ("thôn Đông", "xóm Bến", "phường Minh Hoạ", "xã Thử Nghiệm", "tổ số 9", "làng Trung", "phố Mới")
_FILLERS = ("thật sự", "rất", "cũng", "luôn", "thêm nữa", "nhìn chung", "theo đó", "ở đây")


@dataclass(frozen=True)
class Rewriting:
    """How a passage is changed on its way.

    *paraphrase*: the share of its words that are put in other words; *renamed*: names and numbers become others; *shuffled*:
    its sentences stand in another order.
    """

    paraphrase: float = 0.0
    renamed: bool = True
    shuffled: bool = True


def sentences(text: str) -> list[str]:
    return [part for part in _SENTENCE.split(text) if part.strip()]


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    table = tomllib.loads(files("kheo.site.generate").joinpath("synonyms.toml").read_text(encoding="utf-8"))
    return {word: tuple(other for other in group if other != word) for group in table["groups"] for word in group}


@cache
def _any_synonym() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, _groups()), key=len, reverse=True)) + r")\b")


def rewrite(chance: random.Random, text: str, how: Rewriting) -> str:
    """*text* with other names and numbers, and about ``how.paraphrase`` of its words replaced by a synonym or a filler."""
    if how.renamed:
        text = _NAME.sub(lambda _found: chance.choice(_PLACES), text)
        text = _NUMBER.sub(lambda _found: str(chance.randint(2, 480)), text)
    if not how.paraphrase:
        return text
    changed = round(how.paraphrase * len(text.split()))
    found = list(_any_synonym().finditer(text))
    chosen = sorted(chance.sample(found, min(changed, len(found))), key=lambda match: match.start(), reverse=True)
    for match in chosen:
        text = text[: match.start()] + chance.choice(_groups()[match.group()]) + text[match.end() :]
    words = text.split()
    for _left in range(changed - len(chosen)):
        words.insert(chance.randrange(len(words)), chance.choice(_FILLERS))
    return " ".join(words)


def variant(chance: random.Random, source: str, filling: str, share: float, how: Rewriting) -> str:
    """A text as long as *source* of which about *share* comes from it, the rest from *filling*.

    Shuffled, sentences of both stand in any order; else those of *source* in their own order before the others.
    """
    own = _some(chance, sentences(source), share * len(source.split()))
    if not how.shuffled:
        own.sort(key=sentences(source).index)
    other = _some(chance, sentences(filling), (1 - share) * len(source.split()))
    parts = [rewrite(chance, sentence, how) for sentence in own] + other
    if how.shuffled:
        chance.shuffle(parts)
    return "\n".join(parts)


def _some(chance: random.Random, parts: list[str], words: float) -> list[str]:
    """Sentences in any order until about *words* words are together."""
    taken: list[str] = []
    length = 0
    for part in chance.sample(parts, len(parts)):
        size = len(part.split())
        if length + size / 2 > words:
            continue
        taken.append(part)
        length += size
    return taken
