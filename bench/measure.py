"""Two pieces of work measured in turn, so that whatever else the machine does weighs on both."""

import time
from collections.abc import Callable
from dataclasses import dataclass

Work = Callable[[], object]
Clock = Callable[[], float]


@dataclass(frozen=True)
class Comparison:
    """Seconds of *subject* and of its floor; *floor_is*: what the floor does, in words."""

    subject: str
    ours: float
    floor: float
    floor_is: str

    @property
    def ratio(self) -> float:
        return self.ours / self.floor


def best(work: Work, *, rounds: int = 5, clock: Clock = time.process_time) -> float:
    """The shortest of *rounds* runs, for a floor that is gone when the other is measured."""
    taken = []
    for _round in range(rounds):
        started = clock()
        work()
        taken.append(clock() - started)
    return min(taken)


def compare(
    subject: str, ours: Work, floor: Work, floor_is: str, *, rounds: int = 5, clock: Clock = time.process_time
) -> Comparison:
    """The best of *rounds* of each, one after the other.

    *clock*: by default the seconds of processor time of this process and all its threads, which a busy machine lengthens
    little; work that another process does is measured by ``time.perf_counter``.
    """
    taken = [(best(ours, rounds=1, clock=clock), best(floor, rounds=1, clock=clock)) for _round in range(rounds)]
    return Comparison(subject, min(pair[0] for pair in taken), min(pair[1] for pair in taken), floor_is)
