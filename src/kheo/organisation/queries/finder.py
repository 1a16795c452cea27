"""The finder of units and bodies for one import: every name of a locality and its kin is read once, then matched in memory."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import cached_property

from kheo.organisation.models import Body, Locality, Succession, UnitVersion
from kheo.organisation.rules.matching import Candidate, Entry, NameIndex, NameMatch
from kheo.organisation.rules.spelling import Key, Written, split_type, without_place, written

__all__ = ["Candidate", "NameMatch", "UnitFinder"]


class UnitFinder:
    """Finds the unit or body that a written name means, for *locality* and the days from *start* to *end* (both counted).

    ``find(text)`` returns a :class:`NameMatch`: ``found`` (one candidate), ``candidates`` (several: ambiguous), or none and
    ``near`` (what may have been meant). Names of the place and time come first; then names that the place's units had at
    another time; then those of their predecessors and successors in the other register («xã Yên Nam (cũ)»). Building costs a
    fixed number of queries for each level of units and each generation of succession; finding costs none.
    """

    def __init__(self, locality: Locality, start: date, end: date) -> None:
        self.start, self.end = start, end
        self.locality = locality
        own = _with_parts({locality.unit_id})
        kin, self._ties = _kin(own)
        related = _with_parts(kin) - own
        inside = [*UnitVersion.objects.filter(unit__in=own | related).select_related("unit", "parent")]
        above = _above({version.parent_id for version in inside if version.parent_id} - own - related)
        self._own = own
        self._versions: dict[int, list[UnitVersion]] = defaultdict(list)
        for version in [*inside, *above]:
            self._versions[version.unit_id].append(version)
        self._inside = inside
        self._above = above
        # A community acts as a village's body or a board, and is often called like the village: whoever writes the name in a list
        # means the village.
        self._bodies = list(Body.objects.filter(locality=locality).exclude(kind=Body.Kind.COMMUNITY).select_related("unit"))

    def find(self, text: str) -> NameMatch:
        return self._index.match(text)

    @cached_property
    def _index(self) -> NameIndex:
        bodies = {body.code: _body_candidate(body) for body in self._bodies}
        return NameIndex([*self._unit_entries(), *self._body_entries()], self._around(), bodies)

    def _unit_entries(self) -> Iterator[Entry]:
        for version in self._inside:
            rank = 2 if version.unit_id not in self._own else 0 if self._in_range(version) else 1
            name = written(version.name)
            entry = Entry(
                candidate=Candidate(version.unit_id, version.unit.code, self._label(version)),
                name=name,
                rank=rank,
                former=version.valid_to is not None,
                within=self._within(version.unit_id),
            )
            yield entry
            if version.unit_id == self.locality.unit_id:
                yield Entry(entry.candidate, split_type(name)[0], rank, entry.former, entry.within, bare=False)

    def _body_entries(self) -> Iterator[Entry]:
        for body in self._bodies:
            for name in _body_names(body, self._versions.get(body.unit_id, []), is_own=body.unit_id == self.locality.unit_id):
                yield Entry(
                    candidate=_body_candidate(body),
                    name=name,
                    rank=0 if self._in_range(body) else 1,
                    former=body.valid_to is not None,
                    within=self._within(body.unit_id),
                    bare=False,
                )

    def _in_range(self, held: UnitVersion | Body) -> bool:
        return (held.valid_from is None or held.valid_from <= self.end) and (held.valid_to is None or self.start < held.valid_to)

    def _label(self, version: UnitVersion) -> str:
        """The name, with what tells it from namesakes: the commune of a village, the days of a unit that begins or ends."""
        place = f", {self._versions[version.parent_id][-1].name}" if version.parent_id in self._village_parents else ""
        until = f" (đến trước {version.valid_to:%d/%m/%Y})" if version.valid_to else ""
        since = f" (từ {version.valid_from:%d/%m/%Y})" if version.valid_from and not until else ""
        return f"{version.name}{place}{until or since}"

    @cached_property
    def _village_parents(self) -> set[int]:
        return {
            version.parent_id
            for version in self._inside
            if version.parent_id and version.unit.level == version.unit.Level.VILLAGE
        }

    def _within(self, unit: int) -> frozenset[str]:
        """Codes of *unit*, of all units that ever contained it, and of what each of them came from or went to."""
        chain, open_units = set(), [unit]
        while open_units:
            key = open_units.pop()
            if key in chain:
                continue
            chain.add(key)
            open_units += [version.parent_id for version in self._versions.get(key, ()) if version.parent_id]
        tied = chain | {other for key in chain for other in self._ties.get(key, ())}
        return frozenset(self._versions[key][0].unit.code for key in tied if self._versions.get(key))

    def _around(self) -> dict[Key, frozenset[str]]:
        """Names of the units around, with and without their type, for the tail «…, thị xã Duy Tiên, tỉnh Hà Nam»."""
        found: dict[Key, set[str]] = defaultdict(set)
        for version in self._above:
            name = written(version.name)
            for key in {name.key, split_type(name)[1].key}:
                found[key].add(version.unit.code)
        return {key: frozenset(codes) for key, codes in found.items()}


def _with_parts(units: Collection[int]) -> set[int]:
    """Return *units* and everything that ever lay under them."""
    found, level = set(units), set(units)
    while level:
        below = UnitVersion.objects.filter(parent__in=level).values_list("unit_id", flat=True)
        level = set(below) - found
        found |= level
    return found


def _kin(units: Collection[int]) -> tuple[set[int], dict[int, set[int]]]:
    """Return every unit tied to *units* by succession, in either direction, and the ties of each.

    Forwards from *units* to what they became, backwards to what they came from; never forwards again from a predecessor,
    or half a province would be kin.
    """
    ties: dict[int, set[int]] = defaultdict(set)
    kin: set[int] = set()
    for near, far in (("predecessor", "successor"), ("successor", "predecessor")):
        level, seen = set(units), set(units)
        while level:
            pairs = Succession.objects.filter(**{f"{near}__in": level}).values_list(f"{near}_id", f"{far}_id")
            reached: set[int] = set()
            for this, other in pairs:
                ties[this].add(other)
                ties[other].add(this)
                reached.add(other)
            level = reached - seen
            seen |= reached
        kin |= seen
    return kin - set(units), ties


def _above(units: Collection[int]) -> list[UnitVersion]:
    found: list[UnitVersion] = []
    level, seen = set(units), set(units)
    while level:
        versions = list(UnitVersion.objects.filter(unit__in=level).select_related("unit", "parent"))
        found += versions
        level = {version.parent_id for version in versions if version.parent_id} - seen
        seen |= level
    return found


def _body_candidate(body: Body) -> Candidate:
    return Candidate(body.unit_id, body.unit.code, body.name, body.pk, body.code)


def _body_names(body: Body, versions: Iterable[UnitVersion], *, is_own: bool) -> set[Written]:
    """Every way to write *body*: its names as they stand, and with its place added, shortened or (own bodies) left out."""
    names = {written(body.name), written(body.short_name)}
    found = set(names)
    for version in versions:
        kind, place = split_type(written(version.name))
        for name in names:
            base = without_place(name, kind, place)
            found |= {base + kind + place, base + place}
            found |= {base, base + kind} if is_own else set()
    return {name for name in found if len(name)}
