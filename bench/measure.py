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


def compare(
    subject: str, ours: Work, floor: Work, floor_is: str, *, rounds: int = 5, clock: Clock = time.process_time
) -> Comparison:
    """The best of *rounds* of each, one after the other.

    *clock*: by default the seconds of processor time of this process and all its threads, which a busy machine lengthens
    little; work that another process does is measured by ``time.perf_counter``.
    """
    best = [float("inf"), float("inf")]
    for _round in range(rounds):
        for place, work in enumerate((ours, floor)):
            started = clock()
            work()
            best[place] = min(best[place], clock() - started)
    return Comparison(subject, *best, floor_is)
