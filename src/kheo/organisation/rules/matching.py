"""Which unit or body a written name means, among the names of one place and time. Never a guess: two that fit are ambiguous."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kheo.foundation.text import tidy
from kheo.organisation.rules.spelling import Key, Written, agrees, authorities, split_type, unit_types, written

_SEPARATOR = re.compile(r"[,;\n]|\s[-–—]\s")


@dataclass(frozen=True)
class Candidate:
    """A unit, or a body (*body_code* not empty) and the unit it belongs to. *label* tells it from others of the same name."""

    unit_id: int
    unit_code: str
    label: str
    body_id: int | None = None
    body_code: str = ""


@dataclass(frozen=True)
class NameMatch:
    """What a text means: one candidate, several that it does not tell apart, or none; *near*: what may have been meant."""

    candidates: tuple[Candidate, ...] = ()
    near: tuple[Candidate, ...] = ()

    @property
    def found(self) -> Candidate | None:
        return self.candidates[0] if len(self.candidates) == 1 else None

    @property
    def is_ambiguous(self) -> bool:
        return len(self.candidates) > 1


@dataclass(frozen=True)
class Entry:
    """One name of a candidate. *rank*: 0 of the place and time asked for, 1 of the place at another time, 2 tied by succession.

    *former*: the name no longer holds. *within*: codes of the units that contain it, itself included, and of those they came
    from or went to. A bare name («Hòa Mạc») stands for a unit only where *bare* allows it.
    """

    candidate: Candidate
    name: Written
    rank: int
    former: bool
    within: frozenset[str]
    bare: bool = True


@dataclass
class NameIndex:
    """Every name that may be meant, and the names of the places around them (*around*: name → codes)."""

    entries: Iterable[Entry]
    around: Mapping[Key, frozenset[str]]
    bodies: Mapping[str, Candidate]
    _by_key: dict[Key, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    _by_bare: dict[Key, list[Entry]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for entry in self.entries:
            self._by_key[entry.name.key].append(entry)
            bare = split_type(entry.name)[1]
            # «1» alone is never «Phường 1».
            if entry.bare and len(bare) < len(entry.name) and not all(part.isdigit() for part in bare.key):
                self._by_bare[bare.key].append(entry)

    def match(self, text: str) -> NameMatch:
        """Read *text*: a name, behind it maybe the places that contain it, «(cũ)» or «(mới)», a unit's authority before it."""
        segments = [written(part) for part in _SEPARATOR.split(tidy(text))]
        segments = [segment for segment in segments if len(segment)]
        if not segments:
            return NameMatch()
        result = self._match_segments(segments)
        if not result.candidates and len(segments) == 1:
            for place in _cuts(segments[0]):
                cut = self._match_segments([segments[0][:place], segments[0][place:]])
                if cut.candidates:
                    return cut
                result = result if result.near else cut
        return result

    def _match_segments(self, segments: list[Written]) -> NameMatch:
        around = segments[1:]
        named = self._named(segments[0])
        if not around:
            return _decide(named) if named else NameMatch(near=self._near(segments))
        places = [self._codes(place) for place in around]
        inside = [entry for entry in named if all(entry.within & codes for codes in places)]
        return _decide(inside) if inside else NameMatch(near=self._near(segments))

    def _named(self, text: Written) -> list[Entry]:
        """Entries that *text* may name, its marks respected; with «cũ», «mới» at its end when it has no other reading."""
        found = self._agreeing(text) or self._authority(text)
        if not found and text.key[-1] in {"cu", "moi"} and len(text) > 1:
            former = text.key[-1] == "cu"
            rest = text[:-1]
            found = [entry for entry in self._agreeing(rest) or self._authority(rest) if entry.former == former]
        return found

    def _agreeing(self, text: Written) -> list[Entry]:
        """Entries whose key is *text*'s and whose marks do not contradict it; where it is written exactly, those alone."""
        kind, bare = split_type(text)
        alike = [(entry, entry.name[len(kind) :]) for entry in self._by_key.get(text.key, ())]
        if not len(kind):
            alike += [(entry, split_type(entry.name)[1]) for entry in self._by_bare.get(bare.key, ())]
        # A type word with a slip («phừơng») is still that type: only the name's own marks tell names apart.
        alike = [(entry, name) for entry, name in alike if agrees(bare, name)]
        exact = [entry for entry, name in alike if name.marks == bare.marks and not "".join(bare.marks).isascii()]
        return exact or [entry for entry, _name in alike]

    def _authority(self, text: Written) -> list[Entry]:
        """«UBND phường Hòa Mạc»: that body where it is recorded, else the unit whose authority it is."""
        for words, code in authorities():
            if text.key[: len(words)] == words and len(text) > len(words):
                units = [entry for entry in self._agreeing(text[len(words) :]) if not entry.candidate.body_code]
                return [self._body_of(entry, code) for entry in units]
        return []

    def _body_of(self, entry: Entry, code: str) -> Entry:
        body = self.bodies.get(f"{entry.candidate.unit_code}/{code}")
        return Entry(body or entry.candidate, entry.name, entry.rank, entry.former, entry.within)

    def _codes(self, place: Written) -> frozenset[str]:
        """Codes of the units that *place* may name, inside or around the locality."""
        inner = _nearest([entry for entry in self._named(place) if not entry.candidate.body_code])
        return self.around.get(place.key, frozenset()) | {entry.candidate.unit_code for entry in inner}

    def _near(self, segments: list[Written]) -> tuple[Candidate, ...]:
        """Names that differ in marks only, else the place that the text names last: to be shown, never taken."""
        alike = [*self._by_key.get(segments[0].key, ()), *self._by_bare.get(segments[0].key, ())]
        around = [self._codes(place) for place in segments[1:]]
        inside = [entry for entry in alike if all(entry.within & codes for codes in around)]
        places = [entry for segment in segments[1:2] for entry in _nearest(self._named(segment))]
        return tuple(dict.fromkeys(entry.candidate for entry in inside or places or alike))[:5]


def _cuts(text: Written) -> Iterable[int]:
    """Places where a containing place may begin: every type word behind the first syllable."""
    for place in range(1, len(text) - 1):
        if any(text.key[place : place + len(words)] == words and place + len(words) < len(text) for words in unit_types()):
            yield place


def _nearest(entries: list[Entry]) -> list[Entry]:
    rank = min((entry.rank for entry in entries), default=0)
    return [entry for entry in entries if entry.rank == rank]


def _decide(entries: list[Entry]) -> NameMatch:
    return NameMatch(tuple(dict.fromkeys(entry.candidate for entry in _nearest(entries))))
