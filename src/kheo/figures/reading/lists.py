"""Which counts are parts of which total: «trong đó», brackets, colons, and parts that stand before their total."""

from .counts import Count, Total
from .sentence import Sentence
from .tokens import either

_BULLETS = either("-")
_THERE_ARE, _NUMBER, _OUT_OF = either("có"), either("số"), either("trong")
_VAGUE = frozenset({"no_dimension", "unknown_part"})
_OPEN, _CLOSE, _COLON = "(", ")", ":"


def total_of(counts: list[Count]) -> Total | None:
    """Return what parts inherit from *counts*, which share one verb; only what all of them say is inherited."""
    counts = [count for count in counts if count.step]
    if not counts:
        return None
    last = counts[-1]
    shared = dict(last.dimensions)
    for count in counts[:-1]:
        shared = {name: value for name, value in shared.items() if count.dimensions.get(name) == value}
    exact = len(counts) == 1 and last.phrase.refusal is None
    return Total(
        step=str(last.step),
        dimensions=shared,
        value=last.value if exact else None,
        period=last.period,
        place=last.place,
        usable=all(count.refused in {None, "approximate", "no_dimension"} for count in counts),
        family=last.family,
        quote=last.quote,
    )


class ListTracker:
    """Follows one sentence from count to count and says which total the next one belongs to."""

    def __init__(self, sentence: Sentence, inherited: Total | None, *, list_open: bool) -> None:
        self.sentence = sentence
        self.inherited = inherited
        self.current: Total | None = None
        self.in_brackets = False
        self.outer: Total | None = None
        self.top: list[Count] = []
        self.opened = 0
        if list_open and inherited and opens_as_item(sentence):
            self.current = inherited

    def enter(self, start: int, number: int, previous: Count | None) -> Total | None:
        """Read the words between the last count and the next; return the total of the next, or None."""
        for index in range(start, number):
            word = self.sentence.word(index)
            if word == _OPEN and self.sentence.before(index, "field"):
                self.current = self.current or total_of(self.top)  # «kinh tế (62 mô hình), văn hóa (118 mô hình)»
            elif word == _OPEN and previous is not None and not self.in_brackets:
                self.outer, self.in_brackets = self.current, True
                self.current, self.opened = total_of([previous]), index + 1
            elif word == _CLOSE and self.in_brackets:
                self.current, self.in_brackets, self.opened = self.outer, False, index + 1
            elif word == _COLON and self.current is None and self._divides(index):
                self.current, self.opened = total_of(self.top), index + 1
            elif self.sentence.sense(index, "part") and not self.in_brackets:
                self.current = total_of(self.top) or self.current or self.inherited
                self.opened = self.sentence.marks[index].end if self.current else self.opened
            elif self.top and self.current is None and word in _THERE_ARE and self._out_of(self.top[-1]):
                self.current, self.opened = total_of(self.top[-1:]), index
        return self.current

    def _divides(self, colon: int) -> bool:
        """A colon behind a count opens its parts, unless it closes the label of other people («tập thể: 4, cá nhân: 6»)."""
        if not self.top or self.in_brackets:
            return False
        return self.top[-1].family != "recipient" or self.sentence.before(colon, "recipient") is None

    def _out_of(self, count: Count) -> bool:
        """«Trong (tổng) số 36 mô hình … có 30 …»: the first number is the total of the second."""
        lead = [self.sentence.word(count.phrase.start - step) for step in (4, 3, 2, 1)]
        return lead[-1] in _NUMBER and bool(_OUT_OF & set(lead))

    def leave(self) -> None:
        """The count just read stands by itself: the list before it is over."""
        if not self.in_brackets:
            self.current = None

    def add_top(self, count: Count, *, joined: bool) -> None:
        self.top = [*self.top, count] if joined else [count]


def opens_as_item(sentence: Sentence) -> bool:
    """A line of a list: it begins with a dash or with the label of its number."""
    return sentence.word(0) in _BULLETS or _opens_with_label(sentence, 0)


def is_bulleted(sentence: Sentence) -> bool:
    """A dash, then the label: an item even where no colon has announced the list."""
    return sentence.word(0) in _BULLETS and _opens_with_label(sentence, 1)


def _opens_with_label(sentence: Sentence, start: int) -> bool:
    mark = sentence.marks.get(start)
    if mark is not None and mark.senses.get("field_intro") == "about":
        return sentence.sense(mark.end, "field") is not None  # «Về kinh tế: …», but not «Trong 5 năm …»
    return mark is not None and mark.has("field_intro", "field", "level")


def leaves_open(sentence: Sentence, after: int) -> bool:
    """The sentence ends in «gồm:» or «trong đó:», so that the lines below are its parts."""
    tail = sentence.has(after, len(sentence), "part")
    return tail or (len(sentence) > 0 and sentence.word(len(sentence) - 1) == _COLON)


def complete_sums(counts: list[Count]) -> None:
    """Accept the parts no dimension names when they make the sum of a split by dimension come out.

    «61 mô hình, trong đó 22 mô hình chăm lo đời sống công nhân, 39 mô hình giữ gìn an ninh»: 22 is a part for certain.
    """
    for total in {id(count.total): count.total for count in counts if count.total is not None}.values():
        parts = [part for part in counts if part.total is total and part.step == total.step and part.family == "initiative"]
        named = [part for part in parts if part.refused is None and part.dimensions != total.dimensions]
        vague = [part for part in parts if part.refused in _VAGUE]
        if named and len(named) + len(vague) == len(parts) and sum(part.value for part in parts) == total.value:
            for part in vague:
                part.refused = None


def announces(sentence: Sentence) -> bool:
    """Say whether a sentence without counts opens a list: it ends in a colon, or says nothing but «Trong đó»."""
    last = len(sentence) - 1
    mark = sentence.marks.get(0)
    return sentence.word(last) == _COLON or (mark is not None and mark.has("part") and mark.end >= last)


def parts_before(counts: list[Count]) -> None:
    """«9 tập thể và 5 cá nhân với 14 mô hình được công nhận»: people who add up to the total are its parts."""
    waiting: list[Count] = []
    for count in counts:
        unsaid = count.step is None or (not count.own and count.total is None)
        if count.family == "recipient" and unsaid and count.refused is None and not count.phrase.loose:
            waiting.append(count)
            continue
        adds_up = len(waiting) > 1 and sum(part.value for part in waiting) == count.value
        if adds_up and count.family == "initiative" and count.step and count.refused is None:
            total = total_of([count])
            for part in waiting:
                part.step, part.total = count.step, total
                part.dimensions = {**count.dimensions, **part.phrase.labels.dimensions()}
        waiting = []
