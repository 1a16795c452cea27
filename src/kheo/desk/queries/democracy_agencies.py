"""What democracy inside one's own agency waits for: the yearly conference, the board's term, answers owed."""

from datetime import date, timedelta

from kheo.democracy.actions.agencies import owner_of
from kheo.democracy.queries.agencies import Standing, agencies_of, standings
from kheo.desk.queries.bench import Bench, DeskItem
from kheo.organisation.authority import find_grant
from kheo.organisation.models import Role

SOON = timedelta(days=60)


def own_agencies(bench: Bench) -> list[DeskItem]:
    """For staff: their own agency's conference within two months of its last day, overdue answers, a term that is over."""
    actor = bench.only(Role.UNIT_STAFF)
    year = bench.today.year - 1 if bench.today.month <= 6 else bench.today.year
    bodies = [
        body
        for body in agencies_of(bench.locality, bench.today.year)
        if find_grant(actor, "agency.record", bench.locality, owner_of(body))
    ]
    now = standings(bodies, bench.today.year, bench.today)
    past = standings(bodies, year, bench.today)
    found = [_conference(bench, one) for one in past if _waits_for_conference(one, bench.today)]
    found += [_answer(bench, one) for one in now for asked in one.asked if asked.replied_on is None]
    return found + [_board(bench, one) for one in now if one.is_board_over]


def _waits_for_conference(one: Standing, today: date) -> bool:
    return one.valid_conference is None and one.is_conference_wanted and today >= one.conference_due - SOON


def _address(bench: Bench, one: Standing) -> str:
    return f"{bench.address('democracy:agency', one.body.pk)}?nam={one.year}"


def _conference(bench: Bench, one: Standing) -> DeskItem:
    tag, tone = bench.standing(one.conference_due)
    return DeskItem(
        tag, tone, f"Hội nghị cán bộ, công chức, viên chức năm {one.year}",
        f"{one.body.name}. Hạn {one.conference_due:%d/%m/%Y} (Điều 51 khoản 1 Luật 10/2022/QH15).", "Ghi hội nghị",
        bench.address("democracy:agency_conference", one.body.pk, one.year), kind="hội nghị của cơ quan", due=one.conference_due,
    )  # fmt: skip


def _answer(bench: Bench, one: Standing) -> DeskItem:
    due = min(asked.due for asked in one.asked if asked.replied_on is None)
    tag, tone = bench.standing(due)
    return DeskItem(
        tag, tone, "Kiến nghị của Ban Thanh tra nhân dân chờ trả lời",
        f"{one.body.name}. Hạn {due:%d/%m/%Y} (Điều 63 khoản 1 điểm c Luật 10/2022/QH15).", "Xem, trả lời",
        f"{_address(bench, one)}#thanh-tra", kind="kiến nghị trong cơ quan", due=due,
    )  # fmt: skip


def _board(bench: Bench, one: Standing) -> DeskItem:
    until = one.board_until
    return DeskItem(
        "Hết nhiệm kỳ", "wait", "Bầu lại Ban Thanh tra nhân dân",
        f"{one.body.name}. Nhiệm kỳ hai năm hết {until:%d/%m/%Y} (Điều 60 khoản 3 Luật 10/2022/QH15).", "Ghi Ban mới",
        bench.address("democracy:agency_board", one.body.pk), kind="Ban Thanh tra nhân dân của cơ quan",
    )  # fmt: skip
