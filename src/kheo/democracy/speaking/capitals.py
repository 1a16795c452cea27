"""Words written in capitals as they are written in running text: sentences begin with one, names keep theirs.

Capitals alone do not tell where a name ends, so names come from three sides: those the caller knows (units, bodies, people of
the place), those of the table, and people by a family name with what stands before or after it. What none of them knows is
lowered in a heading, and left in a sentence where only some words are in capitals.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from kheo.democracy.speaking.table import BODIES, NAMES, SHORT
from kheo.foundation.syllables import is_syllable

_SENTENCE = re.compile(r"((?<=[.!?;…:])\s+)")
_AROUND = ".,:;()«»\"'!?“”"
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_MOST_SYLLABLES = 4

Key = tuple[str, ...]
Known = dict[str, list[tuple[Key, Key]]]


def _key(syllable: str) -> str:
    """Lower case, the tone wherever it is written: «ỦY» and «UỶ» are one."""
    apart = unicodedata.normalize("NFD", syllable.lower())
    return "".join(ch for ch in apart if ch not in _TONES) + "".join(ch for ch in apart if ch in _TONES)


def _names(names: Iterable[str]) -> Known:
    """Names by the key of their first syllable, the longest first, each with its syllables as they are written."""
    found: Known = {}
    for name in names:
        syllables = tuple(name.split())
        if syllables:
            found.setdefault(_key(syllables[0]), []).append((tuple(map(_key, syllables)), syllables))
    for known in found.values():
        known.sort(key=lambda one: -len(one[0]))
    return found


_PROPER = NAMES["proper"]
_OF_THE_TABLE = (*BODIES.values(), *_PROPER)
_SURE = frozenset(map(_key, NAMES["sure_families"]))
_FAMILIES = _SURE | frozenset(map(_key, NAMES["families"]))
_TITLES = frozenset(map(_key, NAMES["titles"]))
_MIDDLE = frozenset(map(_key, NAMES["middle"]))
_STOPS = frozenset(map(_key, NAMES["stops"]))
_PLACES = frozenset(map(_key, NAMES["places"]))


def without_capitals(line: str, names: Sequence[str] = ()) -> str:
    """*line* with its headings as sentences and its names as names; *names*: units, bodies, people that the caller knows."""
    if line.lower() == line:
        return line
    known, whole = _names((*names, *_OF_THE_TABLE)), _is_shouted(line.split(" "), 2)
    parts = _SENTENCE.split(line)
    said: list[str] = []
    for before, part in zip(["", *parts], parts, strict=False):
        words = part.split(" ")
        is_heading = _is_shouted(words, 1 if whole else 2)
        told = _sentence(words, known, is_heading=is_heading)
        said.append(_begun(told) if is_heading and not (before.isspace() and said[-2].endswith(":")) else told)
    return "".join(said)


def _is_shouted(words: list[str], least: int) -> bool:
    """Whether *least* words or more, and nearly all, are in capitals."""
    letters = [word for word in words if any(character.isalpha() for character in word)]
    return len(letters) >= least and sum(word.upper() == word for word in letters) >= 0.8 * len(letters)


def _begun(text: str) -> str:
    """*text* with its first letter a capital."""
    first = next((at for at, character in enumerate(text) if character.isalpha()), 0)
    return text[:first] + text[first : first + 1].upper() + text[first + 1 :]


def _sentence(words: list[str], known: Known, *, is_heading: bool) -> str:
    loud = [_is_loud(word) for word in words]
    said = [word.lower() if is_heading and is_loud else word for word, is_loud in zip(words, loud, strict=True)]
    for start, written in _found(words, loud, known, is_heading=is_heading):
        for offset, syllable in enumerate(written):
            said[start + offset] = _as(words[start + offset], syllable)
        said[0] = _begun(said[0]) if start == 0 else said[0]
    return " ".join(said)


def _is_loud(word: str) -> bool:
    """A syllable in capitals that is no short form."""
    bare = word.strip(_AROUND)
    return bare.upper() == bare and bare not in SHORT and bare.isalpha() and is_syllable(bare)


def _found(words: list[str], loud: list[bool], known: Known, *, is_heading: bool) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Places of names among *words*, each with its syllables as they are to be written."""
    bare = [word.strip(_AROUND) for word in words]
    keys = [_key(word) for word in bare]
    at = 0
    while at < len(words):
        end = _end_of_run(words, loud, at)
        written = _known_at(keys, at, end, known) if loud[at] else ()
        if not written and loud[at]:
            begins = at == 0 or not loud[at - 1] or words[at - 1][-1:] in _AROUND
            length = _person_at(keys, at, end, begins=begins, is_heading=is_heading)
            written = tuple(word.capitalize() for word in bare[at : at + length])
        if written:
            yield at, written
        at += len(written) or 1


def _end_of_run(words: list[str], loud: list[bool], at: int) -> int:
    """Where the capitals that begin at *at* end, or a sign stands: no name goes on beyond it; «A» alone may stand in one."""
    while at < len(words) and (loud[at] or (len(words[at].strip(_AROUND)) == 1 and words[at].isupper())):
        at += 1
        if words[at - 1][-1:] in _AROUND:
            break
    return at


def _known_at(keys: list[str], at: int, end: int, known: Known) -> tuple[str, ...]:
    """The longest known name that begins at *at*; one of a single syllable («thôn Đông») only after the word for such a place."""
    for key, written in known.get(keys[at], []):
        is_told = len(key) > 1 or written[0] in _PROPER or (at > 0 and keys[at - 1] in _PLACES)
        if is_told and at + len(key) <= end and tuple(keys[at : at + len(key)]) == key:
            return written
    return ()


def _person_at(keys: list[str], at: int, end: int, *, begins: bool, is_heading: bool) -> int:
    """How many syllables of somebody's name begin at *at*; 0: it is no name. *begins*: nothing in capitals stands right before.

    A family name after a word that one calls people by; before «văn», «thị»; alone on its line; in a sentence that is not all in
    capitals, wherever capitals begin. One that is also a common word (lý, cao, hồ) ends others («QUẢN LÝ»), so it has to begin.
    """
    if keys[at] not in _FAMILIES or end - at < 2 or keys[at + 1] in _STOPS:
        return 0
    length = next((number for number in range(1, end - at) if keys[at + number] in _STOPS), end - at)
    is_sure, is_called = keys[at] in _SURE, at > 0 and keys[at - 1] in _TITLES
    is_alone = is_sure and at == 0 and length == len(keys)
    is_marked = keys[at + 1] in _MIDDLE or not is_heading
    if not (is_called or is_alone or (is_marked and (is_sure or begins))):
        return 0
    return length if length <= _MOST_SYLLABLES else 3


def _as(word: str, syllable: str) -> str:
    """*word* with the capitals of *syllable* and its own signs around it."""
    bare = word.strip(_AROUND)
    told = bare.lower()
    told = told.capitalize() if syllable[:1].isupper() else told
    return word.replace(bare, told, 1)
