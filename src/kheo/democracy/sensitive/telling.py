"""Findings as the office reads them: the value masked, a few words around it, and in these every other value masked too."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from kheo.democracy.sensitive.finding import Finding, Passage, Span
from kheo.democracy.sensitive.hits import Hit, Joined
from kheo.democracy.sensitive.values import masked, masked_pieces

AROUND = 45  # characters of context on each side


class _Line:
    """A passage with its hits, no two of which share characters, in the order of its text, and how each is shown."""

    def __init__(self, text: str, hits: Sequence[Hit], shown: Sequence[str]) -> None:
        self.text, self.hits, self.shown = text, hits, shown
        self._ends = [hit.end for hit in hits]

    def before(self, start: int) -> str:
        first = max(0, start - AROUND)
        return ("…" if first else "") + self._part(first, start).lstrip("…")

    def after(self, end: int) -> str:
        last = min(len(self.text), end + AROUND)
        return self._part(end, last).rstrip("…") + ("…" if last < len(self.text) else "")

    def _part(self, start: int, end: int) -> str:
        """Characters from *start* to *end* with what was found there masked; a value that is cut is left out."""
        pieces, at = [], start
        for place in range(bisect_right(self._ends, start), len(self.hits)):
            other = self.hits[place]
            if other.start >= end:
                break
            is_cut = other.end > end or other.start < start
            pieces += [self.text[at : max(at, other.start)], "…" if is_cut else self.shown[place]]
            at = other.end
        return "".join([*pieces, self.text[at:end]])


def told(passages: Sequence[Passage], hits: Mapping[int, Sequence[Hit]], joined: Iterable[Joined]) -> list[Finding]:
    """Findings of *passages*, in their order; *hits* by the number of the passage hold the pieces of those *joined* too."""
    whole = {one.spans[0]: one for one in joined}
    pieces = {
        span: piece
        for one in whole.values()
        for span, piece in zip(
            one.spans, masked_pieces(one.kind, [passages[at].text[a:b] for at, a, b in one.spans]), strict=True
        )
    }
    lines = {}
    for number, of_line in hits.items():
        text = passages[number].text
        shown = [pieces.get(Span(number, hit.start, hit.end)) or masked(hit.kind, text[hit.start : hit.end]) for hit in of_line]
        lines[number] = _Line(text, of_line, shown)
    found = []
    for number in sorted(lines):
        line = lines[number]
        for hit, value in zip(line.hits, line.shown, strict=True):
            first = Span(number, hit.start, hit.end)
            if first in pieces and first not in whole:
                continue  # told where it begins
            spans = whole[first].spans if first in whole else (first,)
            last, place = spans[-1], passages[number].place
            found.append(
                Finding(
                    kind=hit.kind,
                    place=place if len(spans) == 1 else f"{place} → {passages[last.passage].place}",
                    before=line.before(hit.start),
                    shown=value if len(spans) == 1 else " ".join(pieces[span] for span in spans),
                    after=lines[last.passage].after(last.end),
                    is_doubtful=hit.is_doubtful,
                    spans=spans,
                )
            )
    return found
