"""What nothing was heard of: for the office, for the unit itself, for the leader once a reminder stayed unanswered."""

from datetime import date

from django.db.models import Q

from kheo.desk.queries.bench import Bench, DeskItem
from kheo.foundation.numbers import written
from kheo.movement.queries.registrations import registrations_of
from kheo.movement.queries.silence import Heard, Quiet, names_of, quiet, silent
from kheo.movement.rules.silence import may_escalate, weeks_silent
from kheo.organisation.models import Role

MOST = 60
NAMED = 3


def of_all(bench: Bench) -> list[DeskItem]:
    """For the office: how many are silent, where the longest; one thing, however many."""
    rows = _counted(bench)
    if not rows or bench.programme is None:
        return []
    to_escalate = sum(may_escalate(one.reminded, bench.today) for one in rows)
    more = f" {written(to_escalate)} mô hình đã nhắc quá 14 ngày chưa trả lời: báo lãnh đạo được." if to_escalate else ""
    return [
        DeskItem(
            "Im lặng", "late" if to_escalate else "wait", f"{written(len(rows))} mô hình im lặng",
            f"Không có tin từ {bench.programme.silent_weeks} tuần trở lên. {_where(bench, rows)}.{more}", "Xem, nhắc",
            bench.address("movement:silence", bench.programme.code),
        )
    ]  # fmt: skip


def own(bench: Bench) -> list[DeskItem]:
    """For a unit: each of its own that is silent, with the form that breaks the silence."""
    grants = [grant for grant in bench.actor.grants if grant.role == Role.UNIT_STAFF and grant.locality == bench.locality.code]
    mine = Q(pk=None)
    for grant in grants:
        mine |= Q(initiative__body__code=grant.body) | Q(initiative__body=None, initiative__unit_id=grant.unit_id)
    return [
        DeskItem(
            f"Chưa có tin {written(one.weeks)} tuần", "late" if one.reminded.first_on else "wait",
            one.registration.initiative.title, f"Tin cuối {one.last_on:%d/%m/%Y} ({one.last_by}).{_reminded(one)}", "Báo tin",
            bench.address("movement:check_in", one.registration.pk), kind="mô hình chưa có tin",
        )
        for one in _silent(bench, mine)[:MOST]
    ]  # fmt: skip


def escalated(bench: Bench) -> list[DeskItem]:
    """For the leader: those of which the office told that the unit does not answer."""
    rows = [one for one in _counted(bench) if one.reminded.leader_on]
    if not rows or bench.programme is None:
        return []
    return [
        DeskItem(
            "Im lặng", "late", f"{written(len(rows))} mô hình im lặng, đơn vị chưa trả lời lời nhắc",
            f"{_where(bench, rows)}.", "Xem",
            bench.address("movement:silence", bench.programme.code),
        )
    ]  # fmt: skip


def _counted(bench: Bench) -> list[Quiet]:
    return [one for one in quiet(bench.programme, bench.today) if one.is_silent] if bench.programme else []


def _silent(bench: Bench, only: Q) -> list[Heard]:
    programme = bench.programme
    return silent(programme, bench.today, registrations_of(programme).filter(only)) if programme else []


def _where(bench: Bench, rows: list[Quiet]) -> str:
    """The places with the longest silence, by name; *rows*: the longest silent first."""
    places: dict[tuple[int, int | None], date] = {}
    for one in rows:
        places.setdefault((one.unit, one.body), one.last_on)
    first = list(places)[:NAMED]
    names = names_of(bench.programme, first) if bench.programme else {}
    named = ", ".join(f"{names[key]} ({written(weeks_silent(places[key], bench.today))} tuần)" for key in first)
    more = len(places) - NAMED
    return f"Lâu nhất: {named}{f' và {written(more)} nơi khác' if more > 0 else ''}"


def _reminded(one: Heard) -> str:
    return f" Cơ quan thường trực đã nhắc ngày {one.reminded.last_on:%d/%m/%Y}." if one.reminded.last_on else ""
