"""What tasks, targets and inspections wait for: the owners' reports, the office's answers."""

from datetime import timedelta

from kheo.desk.queries.bench import Bench, DeskItem, Press
from kheo.directives.queries import inspections, targets, tasks
from kheo.directives.queries.committees import need_strengthening
from kheo.directives.queries.tasks import ShownTask, owner_name, shown
from kheo.foundation.numbers import written
from kheo.organisation.authority import Owner, find_grant

AHEAD = timedelta(days=30)
SOON = timedelta(days=7)
MOST = 60
NAMED = 3


def own_tasks(bench: Bench) -> list[DeskItem]:
    """Tasks of the actor's own units and bodies: late, or due within a month."""
    rows = tasks.my_open_tasks(bench.locality, bench.actor).filter(due_on__lte=bench.today + AHEAD)[:MOST]
    return [_own_task(bench, one) for one in shown(rows, bench.today)]


def _own_task(bench: Bench, one: ShownTask) -> DeskItem:
    measure = f" Xong khi: {one.task.measure}." if one.task.measure else ""
    return DeskItem(
        one.words[:1].upper() + one.words[1:], "late" if one.is_late else "wait", one.task.title,
        f"Hạn {one.task.due_on:%d/%m/%Y}, {one.owner}.{measure}", "Báo kết quả", one.url, note=one.origin,
        kind="nhiệm vụ của đơn vị", all_url=_list(bench, "directives:tasks"), due=one.task.due_on,
    )  # fmt: skip


def _list(bench: Bench, name: str) -> str:
    """The page of all of them; "" for a village's head, who opens the village's own alone."""
    return bench.address(name) if find_grant(bench.actor, "directive.read", bench.locality) else ""


def said_done(bench: Bench) -> list[DeskItem]:
    """Tasks whose owners say they are done: the office looks and agrees with one press, or opens to send back."""
    rows = tasks.waiting(bench.locality)[:MOST]
    return [
        DeskItem(
            "Báo xong", "wait", one.task.title, f"{one.owner}: {one.words}.", "Xem", one.url, note=one.origin,
            kind="nhiệm vụ báo xong", all_url=f"{bench.address('directives:tasks')}?the=waiting&nam=tat-ca", due=one.task.done_on,
            press=Press("Xác nhận xong", bench.address("desk:accept_task", one.task.pk), one.task.version),
        )
        for one in shown(rows, bench.today)
    ]  # fmt: skip


def overdue(bench: Bench) -> list[DeskItem]:
    """All overdue tasks as one thing: who is longest late, and the way to the list."""
    late = tasks.overdue(bench.locality, bench.today).order_by("due_on", "pk")
    # Thousands may be late: only their keys are read, and the tasks of the three owners that are named.
    first: dict[tuple[int, int | None], int] = {}
    keys = list(late.values_list("pk", "unit", "body"))
    for pk, *owner in keys:
        first.setdefault((owner[0], owner[1]), pk)
    if not keys:
        return []
    told = list(late.filter(pk__in=list(first.values())[:NAMED]))
    named = ", ".join(map(owner_name, told)) + (f" và {len(first) - NAMED} nơi khác" if len(first) > NAMED else "")
    url = f"{bench.address('directives:tasks')}?the=overdue&nam=tat-ca"
    return [
        DeskItem(
            "Quá hạn", "late", f"{written(len(keys))} nhiệm vụ quá hạn",
            f"Lâu nhất: {told[0].title}, hạn {told[0].due_on:%d/%m/%Y}. Nơi chậm: {named}.", "Xem danh sách", url,
            due=told[0].due_on, message="Nhắc báo kết quả nhiệm vụ quá hạn; mở để xem việc của đơn vị mình:",
        )
    ]  # fmt: skip


def office_targets(bench: Bench) -> list[DeskItem]:
    return _targets(bench, targets.late_targets(bench.locality, bench.today))


def own_targets(bench: Bench) -> list[DeskItem]:
    """Late targets that the actor reads as a unit's staff."""
    grants = [one for one in bench.actor.grants if one.role in tasks.ANSWERING and one.locality == bench.locality.code]
    mine = [
        line
        for line in targets.late_targets(bench.locality, bench.today)
        if any(_owner(line).is_held_by(grant) for grant in grants)
    ]
    return _targets(bench, mine)


def _owner(line: targets.TargetLine) -> Owner:
    return Owner(line.target.unit_id, line.target.body.code if line.target.body else "")


def _targets(bench: Bench, lines: list[targets.TargetLine]) -> list[DeskItem]:
    return [
        DeskItem(
            bench.standing(line.target.due_on)[0], "late", line.target.title,
            f"{line.owner}: {line.target.get_direction_display()} {written(line.target.value)} {line.target.measure}, "
            f"hạn {line.target.due_on:%d/%m/%Y}.",
            "Xem số đo" if line.target.figure else "Ghi số đo", bench.address("directives:target", line.target.pk),
            kind="chỉ tiêu chưa đạt", all_url=_list(bench, "directives:targets"), due=line.target.due_on,
        )
        for line in lines
    ]  # fmt: skip


def visits(bench: Bench) -> list[DeskItem]:
    """Inspections whose day has passed unwritten, and those of the coming week."""
    late = inspections.overdue_visits(bench.locality, bench.today)
    near = inspections.coming_visits(bench.locality, bench.today, bench.today + SOON)
    found = []
    for line in [*late, *near]:
        tag, tone = bench.standing(line.visit.planned_on)
        found.append(
            DeskItem(
                tag, tone if tone == "late" else "info", f"Kiểm tra {line.place}: {line.visit.subject}",
                f"Theo kế hoạch ngày {line.visit.planned_on:%d/%m/%Y}, trưởng đoàn: {line.visit.leader.title}.",
                "Ghi kết quả" if tone == "late" else "Xem", bench.address("directives:visit", line.visit.pk),
                kind="cuộc kiểm tra", all_url=bench.address("directives:committees"), due=line.visit.planned_on,
            )
        )  # fmt: skip
    return found


def strengthening(bench: Bench) -> list[DeskItem]:
    """Committees in whose list a seat stands empty: somebody left the position, or the body ended."""
    found = []
    for state in need_strengthening(bench.locality, bench.today):
        empty = next(seat for seat in state.seats if seat.flag)
        more = f", và {written(state.flagged - 1)} chỗ nữa" if state.flagged > 1 else ""
        found.append(
            DeskItem(
                "Kiện toàn", "wait", state.committee.body.name, f"{empty.member.title}: {empty.flag}{more}.", "Mở ban chỉ đạo",
                bench.address("directives:committee", state.committee.pk), kind="ban chỉ đạo cần kiện toàn",
                all_url=bench.address("directives:committees"),
            )
        )  # fmt: skip
    return found
