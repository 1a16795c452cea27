"""Findings as the office reads them: the value masked, a few words around it, and in these every other value masked too."""

from bisect import bisect_right
from collections.abc import Sequence

from kheo.democracy.sensitive.finding import Finding, Passage
from kheo.democracy.sensitive.hits import Hit
from kheo.democracy.sensitive.values import masked

AROUND = 45  # characters of context on each side


def told(number: int, passage: Passage, hits: Sequence[Hit]) -> list[Finding]:
    """Findings of passage *number*; *hits* in the order of its text, no two of which share characters."""
    text = passage.text
    shown = [masked(hit.kind, text[hit.start : hit.end]) for hit in hits]
    ends = [hit.end for hit in hits]

    def part(start: int, end: int) -> str:
        """Characters from *start* to *end* with what was found there masked; a value that is cut is left out."""
        pieces, at = [], start
        for place in range(bisect_right(ends, start), len(hits)):
            other = hits[place]
            if other.start >= end:
                break
            is_cut = other.end > end or other.start < start
            pieces += [text[at : max(at, other.start)], "…" if is_cut else shown[place]]
            at = other.end
        return "".join([*pieces, text[at:end]])

    found = []
    for hit, value in zip(hits, shown, strict=True):
        first, last = max(0, hit.start - AROUND), min(len(text), hit.end + AROUND)
        found.append(
            Finding(
                kind=hit.kind,
                place=passage.place,
                before=("…" if first else "") + part(first, hit.start).lstrip("…"),
                shown=value,
                after=part(hit.end, last).rstrip("…") + ("…" if last < len(text) else ""),
                is_doubtful=hit.is_doubtful,
                passage=number,
                start=hit.start,
                end=hit.end,
            )
        )
    return found
