"""Two texts side by side: which passages they share, wherever these stand, and how much of each that is."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, islice

from kheo.movement.likeness.marks import shingles_of
from kheo.movement.likeness.words import GAP, Reading

RUN = 4  # words that must agree before a run is seen at all
SHORTEST = 8  # words of a shared run: shorter ones are the language's, not the writer's

LEAST_OF_SENTENCE = 10
NEAR = 0.6  # of the words of two sentences, in order: above it one is the other rewritten
ENOUGH = 0.8
# A text without a full stop, or of a thousand lines, must not keep the machine busy: far above what anybody writes.
LONGEST_SENTENCE, MOST_SENTENCES = 150, 400
MOST_BESIDE = 300_000  # words times words that are laid side by side in one comparison: 480 pairs of 25


@dataclass(frozen=True)
class Piece:
    """A stretch of a text, shared with the other one or not."""

    text: str
    is_shared: bool


@dataclass(frozen=True)
class Comparison:
    """*words* of the first that stand in the second as well; *of_first*, *of_second*: their share of each text, 0 to 1."""

    words: int
    of_first: float
    of_second: float
    first: tuple[Piece, ...]
    second: tuple[Piece, ...]

    @property
    def share(self) -> float:
        """The larger of both: a passage copied into a long text is the whole of the short one."""
        return max(self.of_first, self.of_second)


def compare(first: Reading, second: Reading) -> Comparison:
    of_first, of_second = shared_runs(first, second), shared_runs(second, first)
    _add_rewritten(first, second, of_first, of_second)
    return Comparison(
        words=len(of_first),
        of_first=len(of_first) / (first.length or 1),
        of_second=len(of_second) / (second.length or 1),
        first=_pieces(first, of_first),
        second=_pieces(second, of_second),
    )


def shared_runs(first: Reading, second: Reading) -> set[int]:
    """Places of the words of *first* that lie in a run of at least :data:`SHORTEST` words which *second* has, too.

    Runs are found by their shingles, in any order: paragraphs may be shuffled, words between them changed.
    """
    known = {run for _at, run in shingles_of(second.words, RUN)}
    covered: set[int] = set()
    run: list[int] = []
    for at in [at for at, shingle in shingles_of(first.words, RUN) if shingle in known] + [len(first.words) + 1]:
        if run and at > run[-1] + 1:
            if len(run) + RUN - 1 >= SHORTEST:
                covered.update(range(run[0], run[-1] + RUN))
            run = []
        run.append(at)
    return covered


def _add_rewritten(first: Reading, second: Reading, of_first: set[int], of_second: set[int]) -> None:
    """Add the words that stand in the same order in two sentences of which one is the other rewritten."""
    others = _sentences(second, set())
    left = MOST_BESIDE
    for sentence in _sentences(first, of_first) if others else []:
        nearest = max(others, key=sentence.likeness)
        if sentence.likeness(nearest) < NEAR or left <= 0:
            continue
        left -= len(sentence.words) * len(nearest.words)
        matched = SequenceMatcher(None, sentence.words, nearest.words, autojunk=False)
        if matched.ratio() >= NEAR:
            for block in matched.get_matching_blocks():
                of_first.update(sentence.places[block.a : block.a + block.size])
                of_second.update(nearest.places[block.b : block.b + block.size])


def _sentences(reading: Reading, known: set[int]) -> "list[_Sentence]":
    """Sentences long enough to tell something, most of whose words are not *known* to be shared already."""
    parts = (
        (at, min(at + LONGEST_SENTENCE, end)) for start, end in reading.sentences for at in range(start, end, LONGEST_SENTENCE)
    )
    found = (_Sentence.of(reading, part) for part in parts)
    telling = (
        one
        for one in found
        if len(one.words) >= LEAST_OF_SENTENCE and len(known.intersection(one.places)) < ENOUGH * len(one.words)
    )
    return list(islice(telling, MOST_SENTENCES))


@dataclass(frozen=True)
class _Sentence:
    """A sentence by the places of its words, set phrases left out."""

    places: list[int]
    words: list[str]
    vocabulary: frozenset[str]

    @classmethod
    def of(cls, reading: Reading, ends: tuple[int, int]) -> "_Sentence":
        places = [at for at in range(*ends) if reading.words[at] != GAP]
        words = [reading.words[at] for at in places]
        return cls(places, words, frozenset(words))

    def likeness(self, other: "_Sentence") -> float:
        """Share of the vocabulary that both have: a cheap look before words are laid side by side."""
        return 2 * len(self.vocabulary & other.vocabulary) / (len(self.vocabulary) + len(other.vocabulary))


def _pieces(reading: Reading, shared: set[int]) -> tuple[Piece, ...]:
    """The whole text cut where sharing begins and ends; a set phrase between two shared words is shared with them."""
    marked = [at in shared for at in range(len(reading.words))]
    for at, word in enumerate(reading.words):
        if word == GAP and at and marked[at - 1]:
            ahead = next((later for later in range(at, len(marked)) if reading.words[later] != GAP), None)
            marked[at] = ahead is not None and marked[ahead]
    pieces: list[Piece] = []
    end = 0
    for is_shared, group in groupby(range(len(marked)), key=marked.__getitem__):
        places = list(group)
        if not is_shared:
            continue
        begin, finish = reading.places[places[0]][0], reading.places[places[-1]][1]
        pieces += [Piece(reading.text[end:begin], is_shared=False), Piece(reading.text[begin:finish], is_shared=True)]
        end = finish
    return tuple(piece for piece in [*pieces, Piece(reading.text[end:], is_shared=False)] if piece.text)
