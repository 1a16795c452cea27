"""How one posting stands in one form at one place: in time, late, missing, taken down early, read out too few days."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from kheo.democracy.rules.publishing import hangs_until, longest_run

WAITING, MISSING, GOING, DONE, LATE, EARLY, SHORT, HANDED = (
    "waiting", "missing", "going", "done", "late", "early", "short", "handed",
)  # fmt: skip
GAPS = frozenset({MISSING, LATE, EARLY, SHORT})
WORDS = {
    WAITING: "chưa đến hạn",
    MISSING: "thiếu minh chứng",
    GOING: "đang công khai",
    DONE: "đủ",
    LATE: "chậm",
    EARLY: "gỡ sớm",
    SHORT: "chưa đủ ngày liên tục",
    HANDED: "nơi khác tiếp nhận",
}
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Demand:
    """What a form has to meet at a place.

    *due*: first shown by then. *days*: running days it hangs, None always. *until*: a fixed last day instead, where a village
    took over what ran in another. *handed_on*: the first day on which the place was no more. *changed_on*: when a posting that
    changes this one was published: the old one may come down from then on.
    """

    due: date
    days: int | None = None
    until: date | None = None
    handed_on: date | None = None
    changed_on: date | None = None

    def last_day(self, first: date) -> date | None:
        """Until when what was first shown on *first* must hang; None: always."""
        return self.until or hangs_until(first, self.days)


@dataclass(frozen=True)
class Standing:
    """*code*: one of the words above, the worst that is to be said; *first*: since when, *last*: the last day that it must run.

    *down*: taken down on; *late_by*, *early_by*: days; *run*: days running on the loudspeaker.
    """

    code: str
    due: date
    first: date | None = None
    last: date | None = None
    down: date | None = None
    late_by: int = 0
    early_by: int = 0
    run: int = 0

    @property
    def is_gap(self) -> bool:
        return self.code in GAPS

    @property
    def words(self) -> str:
        """What is to be said, with the numbers."""
        said = {
            LATE: f"chậm {self.late_by} ngày",
            EARLY: f"gỡ sớm {self.early_by} ngày" if self.early_by else "đã gỡ, phải niêm yết thường xuyên",
            SHORT: f"mới phát {self.run} ngày liên tục",
        }.get(self.code, WORDS[self.code])
        return f"{said}, chậm {self.late_by} ngày" if self.late_by and self.code in {EARLY, SHORT} else said


def board_standing(demand: Demand, shown: Collection[date], ended: Collection[date], today: date) -> Standing:
    """A board: hung on the first of *shown*, down on the first of *ended* that is not before it (Điều 13 khoản 2)."""
    if not shown:
        return _nothing(demand, today)
    first = min(shown)
    last, late_by = demand.last_day(first), max(0, (first - demand.due).days)
    down = min((day for day in ended if day >= first), default=None)
    if demand.handed_on is not None and (down is None or down >= demand.handed_on):
        return Standing(HANDED, demand.due, first, last, down, late_by)
    may_come_down = demand.changed_on is not None and down is not None and down >= demand.changed_on
    if down is not None and not may_come_down and (last is None or down < last):
        return Standing(EARLY, demand.due, first, last, down, late_by, (last - down).days if last else 0)
    if late_by:
        return Standing(LATE, demand.due, first, last, down, late_by)
    runs_on = down is None and (last is None or today < last)
    return Standing(GOING if runs_on else DONE, demand.due, first, last, down)


def told_standing(demand: Demand, days: Collection[date], today: date) -> Standing:
    """A form that is done once: the page, what a village's head told, a letter, a meeting."""
    if not days:
        return _nothing(demand, today)
    late_by = max(0, (min(days) - demand.due).days)
    return Standing(LATE if late_by else DONE, demand.due, min(days), late_by=late_by)


def loudspeaker_standing(demand: Demand, days: Collection[date], needed: int, today: date) -> Standing:
    """Read out on *days*: at least *needed* of them running (Điều 13 khoản 3); a run that may still go on is not short."""
    if not days:
        return _nothing(demand, today)
    first, run = min(days), longest_run(days)
    late_by = max(0, (first - demand.due).days)
    if run < needed:
        code = GOING if max(days) >= today - _DAY else SHORT
        return Standing(code, demand.due, first, late_by=late_by, run=run)
    return Standing(LATE if late_by else DONE, demand.due, first, late_by=late_by, run=run)


def _nothing(demand: Demand, today: date) -> Standing:
    """Nothing was proved: too early to ask, or missing; what was handed on before it was due is the next one's."""
    if demand.handed_on is not None and demand.handed_on <= demand.due:
        return Standing(HANDED, demand.due)
    return Standing(WAITING if today <= demand.due else MISSING, demand.due)


def line_standing(due: date | None, published: Collection[date], today: date) -> Standing | None:
    """A line of the plan: a period that passed with nothing published counts as not done; None: due whenever it arises."""
    if due is None:
        return None
    return told_standing(Demand(due), published, today)
