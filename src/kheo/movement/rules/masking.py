"""Texts without the names that tell whose they are: units, bodies, people, telephone numbers, addresses of letters and pages.

Compared syllable by syllable without marks, so that «Hoà Mạc», «HÒA MẠC» and «hoa mac» are one name. What a text tells without
a name (the river, the number of households) stays: no mask takes that away.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kheo.foundation.text import fold, tidy

Key = tuple[str, ...]
_SYLLABLE = re.compile(r"[^\W_]+")
_FINAL_Y = re.compile(r"(?<=[bcdghklmnpqrstvx])y$")
# Contacts lead to a name at once; «123,000.000» is money and has separators in threes.
_CONTACT = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\d.,])(?:\+?84|0)(?:[ .-]?\d){8,10}(?![\d.,]*\d)"
)
_TITLES = frozenset({"ông", "bà", "anh", "chị", "cụ", "cô", "thầy"})
# Surnames that are hardly ever the first syllable of anything else («Hà», «Mai», «Đoàn» are).
_USUAL = "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ ngô lý đinh trịnh trương đào lưu tạ phùng chu quách"
_SURNAMES = frozenset(_USUAL.split())
_OFFICES = frozenset({"bí", "chủ", "phó", "trưởng", "tổ", "giám", "hiệu"})  # «đồng chí Bí thư …»: no name yet
_LONGEST_NAME = 6  # syllables
_TYPE_WORDS = (
    "to dan pho, khu dan cu, khu pho, thi tran, thi xa, thanh pho, dac khu, phuong, quan, huyen, tinh, thon, xom, ban, ap, lang,"
    " buon, xa, to"
)
_TYPES: tuple[Key, ...] = tuple(tuple(words.split()) for words in _TYPE_WORDS.split(","))
_SHORT_TYPES = {("to", "dan", "pho"): ("tdp", "to"), ("khu", "pho"): ("kp",), ("khu", "dan", "cu"): ("kdc",)}
_NOT_A_NAME = {("ho", "chi", "minh"), ("viet", "nam")}


class Hidden(StrEnum):
    """What stands in the place of a name."""

    PLACE = "[đơn vị]"
    PERSON = "[tên người]"
    CONTACT = "[liên hệ]"


@dataclass(frozen=True)
class _Name:
    key: Key
    stands: Hidden
    capitals: bool  # a bare name («Đoàn Kết») is one only where each syllable is written as one


def _key(text: str) -> Key:
    return tuple(_plain(word) for word in _SYLLABLE.findall(tidy(text)))


def _plain(word: str) -> str:
    folded = fold(word)
    return (folded.lstrip("0") or "0") if folded.isdigit() else _FINAL_Y.sub("i", folded)


def _split(key: Key) -> tuple[Key, Key]:
    for words in _TYPES:
        if key[: len(words)] == words and len(key) > len(words):
            return words, key[len(words) :]
    return (), key


def _forms_of_unit(name: str, *, own: bool) -> Iterable[_Name]:
    """«Tổ dân phố số 3» is «TDP 3» and «tổ 3», too; «Phường Hòa Mạc» is «Hòa Mạc» where written as a name."""
    kind, bare = _split(_key(name))
    if not bare:
        return
    number = bare[1:] if bare[0] == "so" and len(bare) > 1 else bare
    if number[0].isdigit():
        for words in (kind, *((short,) for short in _SHORT_TYPES.get(kind, ()))):
            yield _Name((*words, *number), Hidden.PLACE, capitals=False)
            yield _Name((*words, "so", *number), Hidden.PLACE, capitals=False)
        return
    if kind:
        yield _Name(kind + bare, Hidden.PLACE, capitals=False)
    if len(bare) > 1 or own:
        yield _Name(bare, Hidden.PLACE, capitals=True)


def _forms_of_own_body(name: str) -> Iterable[_Name]:
    """The whole name, and what it is called by itself: «Trường Tiểu học Trần Phú», «Trần Phú»."""
    yield _Name(_key(name), Hidden.PLACE, capitals=False)
    tail: list[str] = []
    for word in reversed(_SYLLABLE.findall(tidy(name))):
        if not word[0].isupper():
            break
        tail.insert(0, _plain(word))
    if len(tail) > 1 and tuple(tail) not in _NOT_A_NAME:
        yield _Name(tuple(tail), Hidden.PLACE, capitals=True)


def _forms_of_holder(holder: str) -> Iterable[_Name]:
    """Who carries it out: the words as they stand, and the name before the comma («Ông Trần Văn A, Tổ trưởng»)."""
    for part in (holder, re.split(r"[,;(–-]", holder, maxsplit=1)[0]):
        words = _SYLLABLE.findall(tidy(part))
        key = _key(" ".join(words[1:] if words and words[0].lower() in _TITLES else words))
        if len(key) > 1:
            yield _Name(key, Hidden.PERSON, capitals=False)


class Mask:
    """Hides *units*, *bodies* and *people*: names of a whole locality. :meth:`beside` adds what is a file's own."""

    def __init__(self, units: Iterable[str] = (), bodies: Iterable[str] = (), people: Iterable[str] = ()) -> None:
        self._names: dict[str, list[_Name]] = defaultdict(list)
        self._wider: Mask | None = None
        for unit in units:
            self._add(_forms_of_unit(unit, own=False))
        self._add(_Name(_key(body), Hidden.PLACE, capitals=False) for body in bodies if len(_key(body)) > 1)
        keys = [_key(person) for person in people]
        self._add(_Name(key, Hidden.PERSON, capitals=len(key) == 2) for key in keys if len(key) > 1)

    def beside(self, units: Iterable[str] = (), bodies: Iterable[str] = (), holders: Iterable[str] = ()) -> "Mask":
        """Return this mask with the names of one file's own unit, body, holders, which are told from fewer words, too."""
        made = Mask()
        made._wider = self
        for unit in units:
            made._add(_forms_of_unit(unit, own=True))
        for body in bodies:
            made._add(_forms_of_own_body(body))
        for holder in holders:
            made._add(_forms_of_holder(holder))
        return made

    def _add(self, names: Iterable[_Name]) -> None:
        for name in names:
            if name.key:
                self._names[name.key[0]].append(name)

    def names_from(self, first: str) -> list[_Name]:
        """Names that begin with the syllable *first*, the longest first."""
        wider = self._wider.names_from(first) if self._wider else []
        return sorted([*self._names.get(first, ()), *wider], key=lambda name: -len(name.key))

    def hide(self, text: str) -> str:
        """*text* with every known name, whoever has a title or a usual surname, and every contact replaced; line breaks stay."""
        return "\n".join(self._line(line) for line in text.splitlines())

    def _line(self, line: str) -> str:
        line = _CONTACT.sub(Hidden.CONTACT, tidy(line))
        syllables = list(_SYLLABLE.finditer(line))
        plain = [_plain(found.group()) for found in syllables]
        out, copied, at = [], 0, 0
        while at < len(syllables):
            first, end, stands = self._found(syllables, plain, at)
            if end > first:
                out += [line[copied : syllables[first].start()], stands]
                copied = syllables[end - 1].end()
            at = max(end, at + 1)
        return "".join([*out, line[copied:]])

    def _found(self, syllables: list[re.Match[str]], plain: list[str], at: int) -> tuple[int, int, Hidden]:
        """First syllable and end of what is hidden at *at*, and what stands for it; nothing where both are the same."""
        for name in self.names_from(plain[at]):
            end = at + len(name.key)
            written_as_name = all(found.group()[0].isupper() for found in syllables[at:end])
            if tuple(plain[at:end]) == name.key and (written_as_name or not name.capitals):
                return at, end, name.stands
        first = at + _title(syllables, at)
        end = first
        while end < min(len(syllables), first + _LONGEST_NAME) and _goes_on(syllables, end, first):
            end += 1
        is_name = (first > at and first < end and syllables[first].group().lower() not in _OFFICES) or (
            end - at > 1 and syllables[at].group().lower() in _SURNAMES
        )
        return first, end if is_name else first, Hidden.PERSON


def _title(syllables: list[re.Match[str]], at: int) -> int:
    """How many syllables from *at* on are a title («ông», «đồng chí», «đ/c»); none in a line of capitals."""
    words = [found.group() for found in syllables[at : at + 2]]
    lower = [word.lower() for word in words]
    if words[0].isupper() and lower != ["đ", "c"]:
        return 0
    if lower[0] in _TITLES:
        return 1
    return 2 if lower in (["đồng", "chí"], ["đ", "c"]) else 0


def _goes_on(syllables: list[re.Match[str]], at: int, first: int) -> bool:
    """Whether the syllable at *at* is written as part of a name and follows the one before after a blank alone."""
    found = syllables[at]
    follows = at == first or not found.string[syllables[at - 1].end() : found.start()].strip()
    return found.group()[0].isupper() and follows
