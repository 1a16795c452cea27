"""What waits for somebody, from every chapter: late first, then by day; a long list of one kind is folded."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from kheo.desk.queries import (
    conference,
    council,
    democracy_agencies,
    democracy_boards,
    democracy_bulletins,
    democracy_consultations,
    democracy_information,
    democracy_matters,
    democracy_polls,
    democracy_publishing,
    democracy_rolls,
    democracy_yearly,
    directives,
    levels,
    movement,
    periods,
    recognition,
    reporting,
    self_scores,
    silence,
    submissions,
)
from kheo.desk.queries.bench import Bench, DeskItem
from kheo.organisation.models import Role

Source = Callable[[Bench], list[DeskItem]]
SHOWN_OF_A_KIND = 3
MOST_UNPARTED = 8
WEEK = timedelta(days=7)
SOURCES: dict[str, tuple[Source, ...]] = {
    Role.OFFICE: (
        directives.said_done, directives.overdue, directives.office_targets, directives.visits,
        directives.strengthening, democracy_boards.answers, democracy_boards.front,
        democracy_publishing.to_publish, democracy_publishing.to_prove, democracy_information.to_answer, democracy_polls.late,
        democracy_consultations.for_office, democracy_matters.of_all, democracy_yearly.to_give,
        democracy_yearly.of_heads, democracy_rolls.of_all,
        submissions.forms_to_read,
        movement.programme, movement.registrations, movement.scores, self_scores.to_verify, self_scores.visits,
        council.own_files, council.to_lead, council.open_appeals,
        levels.to_sort, levels.answered,
        periods.running,
        silence.of_all,
        recognition.recognised, recognition.decisions, recognition.certificates,
        conference.to_prepare, conference.preparing, conference.speeches_to_sort, conference.on_the_day, conference.closing,
        conference.texts, reporting.annual_report, reporting.news, movement.unallocated,
    ),
    Role.UNIT_STAFF: (
        submissions.own_forms, submissions.registering,
        directives.own_tasks, directives.own_targets, conference.invitations, conference.speeches_due, periods.own_period_reports,
        self_scores.own, self_scores.to_confirm,
        movement.own_files, council.own_files, council.to_lead,
        silence.own, democracy_boards.front, democracy_boards.to_urge,
        democracy_agencies.own_agencies, democracy_matters.of_front,
    ),
    Role.COUNCIL: (council.own_files, council.to_lead, movement.scores_to_see, self_scores.visits),
    Role.LEADER: (
        democracy_consultations.for_leader,
        council.own_files, council.to_lead, self_scores.to_confirm, self_scores.visits,
        democracy_boards.answers, silence.escalated, recognition.to_sign, directives.overdue, periods.late, conference.texts,
        democracy_matters.of_leader, democracy_yearly.of_heads,
    ),
    Role.VILLAGE_HEAD: (
        democracy_matters.own_village, democracy_publishing.own_village, democracy_polls.of_village,
        democracy_consultations.own_village, democracy_yearly.own_village, democracy_rolls.own_village,
        directives.own_tasks, directives.own_targets,
    ),
    Role.INSPECTOR: (democracy_boards.own_boards, democracy_publishing.unproved),
    Role.BROADCASTER: (democracy_bulletins.readings, conference.ceremony, reporting.news, conference.texts),
}  # fmt: skip

OF_PROGRAMME: frozenset[Source] = frozenset({
    conference.texts, conference.to_prepare, council.open_appeals, council.own_files, council.to_lead,
    movement.own_files, movement.registrations, movement.scores, movement.scores_to_see, movement.unallocated,
    recognition.recognised, reporting.annual_report,
    self_scores.own, self_scores.to_confirm, self_scores.to_verify, self_scores.visits,
    silence.escalated, silence.of_all, silence.own,
    submissions.forms_to_read, submissions.own_forms, submissions.registering,
})  # fmt: skip
"""Those that look at one programme: asked of each that goes on. The others say the same of all, and are asked once."""


@dataclass(frozen=True)
class Fold:
    """The rest of one kind, after those that are shown."""

    kind: str
    items: tuple[DeskItem, ...]
    all_url: str


def items_for(*benches: Bench) -> list[DeskItem]:
    """Everything that waits for the roles held, nothing twice, what is late first; a bench for each programme that goes on."""
    found: dict[DeskItem, None] = {}
    for number, bench in enumerate(benches):
        roles = bench.actor.roles_in(bench.locality.code)
        sources = dict.fromkeys(source for role, asked in SOURCES.items() if role in roles for source in asked)
        asked_here = (source for source in sources if not number or source in OF_PROGRAMME)
        found |= dict.fromkeys(item for source in asked_here for item in source(bench))
    return sorted(found, key=lambda item: (not item.is_late, item.due or date.max))


def folded(items: Iterable[DeskItem]) -> list[DeskItem | Fold]:
    """*items* in their order; of a kind with more than a few, the rest in one fold after the last that is shown."""
    listed = list(items)
    kinds: dict[str, list[DeskItem]] = {}
    for item in listed:
        kinds.setdefault(item.kind or f"{item.url} {item.what}", []).append(item)
    rows: list[DeskItem | Fold] = []
    for item in listed:
        same = kinds[item.kind or f"{item.url} {item.what}"]
        place = same.index(item)
        if place < SHOWN_OF_A_KIND or len(same) == SHOWN_OF_A_KIND + 1:
            rows.append(item)
        if place == SHOWN_OF_A_KIND - 1 and len(same) > SHOWN_OF_A_KIND + 1:
            rows.append(Fold(item.kind, tuple(same[SHOWN_OF_A_KIND:]), item.all_url))
    return rows


@dataclass(frozen=True)
class Part:
    """What is due by the same time, under one *title*; "" where there is too little to part."""

    title: str
    rows: list[DeskItem | Fold]


def parted(items: Iterable[DeskItem], today: date) -> list[Part]:
    """*items* in their order under the time by which they are due, each part folded for itself; few of them in one part."""
    listed = list(items)
    if len(listed) <= MOST_UNPARTED:
        return [Part("", folded(listed))] if listed else []
    return [Part(title, folded(group)) for title, group in groupby(listed, lambda item: _when(item, today))]


def _when(item: DeskItem, today: date) -> str:
    if item.is_late:
        return "Đã quá hạn"
    if item.due is None:
        return "Không định ngày"
    if item.due <= today:
        return "Hôm nay"
    return "Trong bảy ngày tới" if item.due <= today + WEEK else "Sau đó"
