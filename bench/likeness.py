"""Look-alikes end to end, beside datasketch's MinHash LSH: what each finds of what is there, and what a query costs.

The peer reads the same folded text as shingles of five letters, as is usual; its threshold is the one that does best on
the very cases it is measured on. Its candidates are also held against the texts by our comparison.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import cycle
from pathlib import Path

from datasketch import MinHash, MinHashLSH

from bench.likeness_cases import CHANGES, SHARES, Case, cases, made_up, sources
from bench.measure import Comparison, compare
from bench.place import open_place
from kheo.foundation.text import fold
from kheo.movement.actions.sketching import sketch_initiatives
from kheo.movement.likeness import compare as hold_together
from kheo.movement.likeness import read, resembles
from kheo.movement.models import Initiative, Kind, Subject
from kheo.movement.queries.likeness.finding import alike
from kheo.organisation.models import Locality
from kheo.organisation.queries.units import units_of

PLACE, CROWD = "gso2024-349", 1000
PERMUTATIONS, LETTERS = 128, 5
THRESHOLDS = (0.1, 0.15, 0.2, 0.3)
COMPARED = 20  # of the candidates, as in our query
ASKED = 20
Finder = Callable[[str], set[int]]


def fill(locality: Locality, texts: Iterable[str]) -> list[int]:
    """Initiatives that say *texts*, read for look-alikes; their keys."""
    units = cycle([one.unit_id for one in units_of(locality, date(2024, 12, 31))] or [locality.unit_id])
    made = Initiative.objects.bulk_create(
        (
            Initiative(
                locality=locality, unit_id=unit, title=title, folded=fold(title), kind=Kind.MO_HINH,
                subject=Subject.COLLECTIVE, holder="Tập thể minh hoạ", summary=summary,
            )
            for unit, text in zip(units, texts, strict=False)
            for title, _line, summary in [text.partition("\n")]
        ),
        batch_size=500,
    )  # fmt: skip
    keys = [one.pk for one in made]
    sketch_initiatives(keys)
    return keys


class Peer:
    """datasketch as its own guide uses it."""

    def __init__(self, texts: dict[int, str]) -> None:
        self.asked: dict[str, MinHash] = {}
        self.hashes = {key: self._hash(text) for key, text in texts.items()}
        self.indexes = {threshold: MinHashLSH(threshold, PERMUTATIONS) for threshold in THRESHOLDS}
        for index in self.indexes.values():
            for key, hashed in self.hashes.items():
                index.insert(key, hashed)

    def _asked(self, text: str) -> MinHash:
        if text not in self.asked:
            self.asked[text] = self._hash(text)
        return self.asked[text]

    @staticmethod
    def _hash(text: str) -> MinHash:
        folded = " ".join(fold(text).split())
        made = MinHash(PERMUTATIONS)
        made.update_batch([folded[at : at + LETTERS].encode() for at in range(len(folded) - LETTERS + 1)])
        return made

    def candidates(self, text: str) -> list[int]:
        """The nearest by the estimate, as many as ours compares."""
        hashed = self._hash(text)
        near = self.indexes[THRESHOLDS[0]].query(hashed)
        return sorted(near, key=lambda key: -hashed.jaccard(self.hashes[key]))[:COMPARED]

    def found(self, text: str, threshold: float) -> set[int]:
        hashed = self._asked(text)
        return {key for key in self.indexes[threshold].query(hashed) if hashed.jaccard(self.hashes[key]) >= threshold}


class Tally:
    """Right, wrong and missed pairs of each group."""

    def __init__(self) -> None:
        self.right: dict[tuple[str, float], int] = defaultdict(int)
        self.wrong: dict[tuple[str, float], int] = defaultdict(int)
        self.of: dict[tuple[str, float], int] = defaultdict(int)
        self.alarmed: dict[str, int] = defaultdict(int)

    def take(self, case: Case, found: set[int], expected: int | None) -> None:
        self.of[case.group] += 1
        self.right[case.group] += expected in found
        self.wrong[case.group] += len(found - {expected})
        self.alarmed[case.group[0]] += bool(found - {expected})

    @property
    def whole(self) -> tuple[float, float, float]:
        """Precision, recall and their harmonic mean over all groups."""
        right, wrong = sum(self.right.values()), sum(self.wrong.values())
        precision = right / (right + wrong or 1)
        recall = right / sum(count for group, count in self.of.items() if group[0] in CHANGES)
        return precision, recall, 2 * precision * recall / (precision + recall or 1)


def judged(told: list[Case], keys: list[int], finder: Finder) -> Tally:
    tally = Tally()
    for case in told:
        tally.take(case, finder(case.text), None if case.source is None else keys[case.source])
    return tally


def show(name: str, tally: Tally) -> None:
    print(f"{name}: precision {tally.whole[0]:.3f}, recall {tally.whole[1]:.3f}, F {tally.whole[2]:.3f}")
    print(f"  {'recall/precision in %':<26}" + "".join(f"{share:>11.0%}" for share in SHARES))
    for change in CHANGES:
        cells = []
        for share in SHARES:
            right, wrong = tally.right[change, share], tally.wrong[change, share]
            told = f"{right / (right + wrong):.0%}" if right + wrong else "–"
            cells.append(f"{right / tally.of[change, share]:.0%}/{told}".replace("%", ""))
        print(f"  {change:<26}" + "".join(f"{cell:>11}" for cell in cells))
    for group in tally.of:
        if group[0] not in CHANGES:
            print(f"  {group[0]}: {tally.alarmed[group[0]]} of {tally.of[group]} show something", flush=True)


def measure(_folder: Path) -> Iterator[Comparison]:
    locality = open_place(PLACE, date(2024, 1, 1))
    texts = [*sources(), *made_up(CROWD)]
    keys = fill(locality, texts)
    kept = dict(zip(keys, texts, strict=True))
    readings = {key: read(text) for key, text in kept.items()}
    peer, told = Peer(kept), cases()

    def ours(text: str) -> set[int]:
        return {one.pk for one, _comparison in alike(read(text), locality.pk)}

    def joined(text: str) -> set[int]:
        reading = read(text)
        return {key for key in peer.candidates(text) if resembles(hold_together(reading, readings[key]))}

    show("Khéo", judged(told, keys, ours))
    by_threshold = {one: judged(told, keys, lambda text, one=one: peer.found(text, one)) for one in THRESHOLDS}
    best = max(THRESHOLDS, key=lambda one: by_threshold[one].whole[2])
    show(f"datasketch, threshold {best}", by_threshold[best])
    show(f"datasketch's candidates at {THRESHOLDS[0]}, compared by Khéo", judged(told, keys, joined))
    some = [case.text for case in random.Random(3).sample(told, ASKED)]  # noqa: S311  a sample, no secret
    yield compare(
        f"{ASKED} texts held against {len(keys)}",
        lambda: [ours(text) for text in some],
        lambda: [joined(text) for text in some],
        "MinHash LSH in memory, its candidates compared the same way",
        rounds=2,
    )
