"""The year's targets and how far they were reached; next year's targets and tasks, each with time, requirement and measure."""

from kheo.directives.models import Target, Task
from kheo.documents.content import Block, Column, Paragraph, Table
from kheo.figures.queries.record import Scope
from kheo.reporting.queries.cited import Cited
from kheo.reporting.queries.measured_results import targets as targets_of
from kheo.reporting.queries.measured_tasks import tasks as tasks_of
from kheo.reporting.queries.movement_part import SOURCE
from kheo.reporting.queries.source import MEASURES, Source


def next_source(source: Source) -> Source:
    """The same record and the same book, a year later."""
    after = Source(Scope(source.scope.locality, source.scope.year + 1, source.scope.unit), source.as_of)
    after.book = source.book
    return after


def reached(source: Source) -> list[Block]:
    """The year's targets beside what was reached: by the record where the target is tied to a figure, else as last read."""
    rows = []
    for target in targets_of(source.scope, source.as_of):
        wanted = source.of_measure(MEASURES["targets.set"], target.value, str(target.pk), target.title, target.measure)
        found = _reached(source, target)
        verdict = "chưa có số đo" if found is None else _verdict(target, found)
        cells = source.book.row([wanted, found])
        rows.append((target.title, f"{target.get_direction_display()} {cells[0]} {target.measure}", cells[1], verdict, cells[2]))
    if not rows:
        return []
    heads = (Column("Chỉ tiêu", 3), Column("Phải đạt", 1.7), Column("Đạt", 1, "right"), Column("Kết luận", 1.3), SOURCE)
    return [Table(heads, tuple(rows), f"Thực hiện chỉ tiêu năm {source.scope.year}")]


def _reached(source: Source, target: Target) -> Cited | None:
    if target.figure:
        whole = source.figure(target.figure)
        if whole is None or target.body_id or target.unit_id == source.scope.locality.unit_id:
            return whole
        return source.by_unit(target.figure).get(target.unit_id) or source.none_of_unit(target.figure, target.unit)
    reading = MEASURES["targets.read"].rows(source.scope, source.as_of).filter(target=target).first()
    if reading is None:
        return None
    return source.of_measure(MEASURES["targets.read"], reading.value, str(reading.pk), target.title, target.measure)


def _verdict(target: Target, found: Cited) -> str:
    enough = found.value >= target.value if target.direction == Target.Direction.AT_LEAST else found.value <= target.value
    return "đạt" if enough else "chưa đạt"


def targets(source: Source) -> list[Block]:
    after = next_source(source)
    rows = []
    for target in targets_of(after.scope, after.as_of):
        figure = after.of_measure(MEASURES["targets.set"], target.value, str(target.pk), target.title, target.measure)
        wanted = f"{target.get_direction_display()} {figure.text} {target.measure}"
        rows.append((target.title, wanted, f"{target.due_on:%d/%m/%Y}", _where(source, target), f"[{after.book.number(figure)}]"))
    if not rows:
        return []
    heads = (Column("Chỉ tiêu", 3), Column("Mức phải đạt", 1.7), Column("Hạn", 1.2, "centre"), Column("Nơi làm", 2), SOURCE)
    return [Table(heads, tuple(rows), f"Chỉ tiêu năm {after.scope.year}")]


def tasks(source: Source) -> list[Block]:
    after = next_source(source)
    found = list(tasks_of(after.scope, after.as_of).select_related("requirement__directive").order_by("due_on", "title", "pk"))
    if not found:
        return []
    told: dict[tuple[str, str, str, str], list[str]] = {}
    for task in found:
        key = (task.title, _requirement(task), f"{task.due_on:%d/%m/%Y}", task.measure)
        told.setdefault(key, []).append(_where(source, task))
    rows = tuple((*key, _places(places)) for key, places in told.items())
    heads = (
        Column("Nhiệm vụ", 2.8),
        Column("Yêu cầu", 2.4),
        Column("Hạn", 1.2, "centre"),
        Column("Làm đến đâu là xong", 1.8),
        Column("Nơi làm", 2.4),
    )
    count: Cited = after.measured("tasks.assigned")
    lead = f"Đã giao {after.book.said(count)} lượt nhiệm vụ cho năm {after.scope.year}, mỗi nơi làm một lượt:"
    return [Paragraph(lead), Table(heads, rows, f"Nhiệm vụ năm {after.scope.year}")]


def _requirement(task: Task) -> str:
    if task.requirement is not None:
        place = f"{task.requirement.place}, " if task.requirement.place else ""
        return f"{task.requirement.text} ({place}{task.requirement.directive.number})"
    return task.origin


def _places(places: list[str]) -> str:
    return "; ".join(dict.fromkeys(places))


def _where(source: Source, row: Task | Target) -> str:
    if row.body:
        return row.body.name
    return source.unit_name(row.unit_id)
