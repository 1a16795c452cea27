"""When an initiative counts as silent, and when somebody is reminded of it: days, and which side of each one is on."""

from dataclasses import dataclass
from datetime import date, timedelta

WEEK = timedelta(days=7)
# A unit that reads its notices once a week has seen a reminder by then; sooner the next one only annoys.
REMIND_AGAIN_AFTER = timedelta(days=7)
# Two weekly meetings (giao ban) have passed without an answer: now it is the leader's to ask.
ESCALATE_AFTER = timedelta(days=14)


def weeks_silent(last: date, today: date) -> int:
    """Whole weeks since something was heard."""
    return max(0, (today - last) // WEEK)


def is_silent(last: date, today: date, weeks: int) -> bool:
    """Nothing heard for so many whole weeks: on the very day on which they are full it is."""
    return today - last >= weeks * WEEK


def is_asked_about(year: int, report_on: date | None, today: date) -> bool:
    """Whether silence still means something: to the end of the year, or to the day of its report where that is later."""
    last = date(year, 12, 31)
    return today <= (max(last, report_on) if report_on else last)


@dataclass(frozen=True)
class Reminded:
    """Reminders since something was last heard: of the unit (the newest, and the first), of the leader."""

    first_on: date | None = None
    last_on: date | None = None
    leader_on: date | None = None


def may_remind(reminded: Reminded, today: date) -> bool:
    return reminded.last_on is None or today - reminded.last_on >= REMIND_AGAIN_AFTER


def may_escalate(reminded: Reminded, today: date) -> bool:
    """The unit was reminded, two weeks went by, and the leader does not know yet."""
    return reminded.leader_on is None and reminded.first_on is not None and today - reminded.first_on >= ESCALATE_AFTER


def reminder_again_on(reminded: Reminded) -> date | None:
    return reminded.last_on + REMIND_AGAIN_AFTER if reminded.last_on else None


def share_heard(heard: int, of: int) -> int | None:
    """Per cent, cut off: a hundred only when all were heard of; None of nothing."""
    return heard * 100 // of if of else None
