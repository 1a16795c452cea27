"""What the report tells of directing the work: documents, tasks by who carries them out, democracy, the office's own activity."""

from datetime import date

from kheo.directives.models import ActivityKind, Finding, Task
from kheo.documents.content import Block, Column, Paragraph, Table
from kheo.reporting.queries.cited import Cited
from kheo.reporting.queries.measured_results import conferences, speeches_on_democracy
from kheo.reporting.queries.measured_tasks import BLOCKS, DEMOCRACY, in_force, tasks
from kheo.reporting.queries.movement_part import SOURCE
from kheo.reporting.queries.source import Source

TASK_KEYS = (
    ("tasks.assigned", "Giao"),
    ("tasks.done", "Đã xong"),
    ("tasks.open", "Đang làm, còn hạn"),
    ("tasks.overdue", "Quá hạn"),
)
LATE = "quá hạn"
FINDINGS = ((Finding.Kind.RESULT, "kết quả tốt"), (Finding.Kind.LIMIT, "hạn chế"), (Finding.Kind.RECOMMENDATION, "kiến nghị"))


def system(source: Source) -> list[Block]:
    """Tasks of the year by block, when there are any."""
    if not tasks(source.scope, source.as_of).exists():
        return []
    rows = []
    for name, part in BLOCKS.items():
        figures = [source.measured(key, name) for key, _ in TASK_KEYS]
        if figures[0].value:
            rows.append((f"{part.label[:1].upper()}{part.label[1:]}", *source.book.row([*figures])))
    rows.append(("Cộng", *source.book.row([source.measured(key) for key, _ in TASK_KEYS])))
    heads = (Column("Nơi được giao", 2.4), *(Column(label, 1, "right") for _, label in TASK_KEYS), SOURCE)
    title = f"Nhiệm vụ công tác dân vận năm {source.scope.year} theo khối"
    return [Table(heads, tuple(rows), title, total=True)]


def party(source: Source) -> list[Block]:
    papers = list(in_force(source.scope, source.as_of).order_by("issued_on", "pk"))
    blocks: list[Block] = []
    if papers:
        named = "; ".join(
            f"{paper.get_kind_display()} {paper.number} ngày {paper.issued_on:%d/%m/%Y} của {paper.issuer}" for paper in papers
        )
        count = source.book.said(source.measured("directives.in_force"))
        blocks.append(Paragraph(f"Quán triệt, thực hiện {count} văn bản chỉ đạo còn hiệu lực trong năm: {named}."))
    return [*blocks, *_block_told(source, "party")]


def government(source: Source) -> list[Block]:
    return _block_told(source, "government")


def front(source: Source) -> list[Block]:
    blocks = _block_told(source, "front")
    held = source.measured("activities", "front")
    if held.value:
        blocks.append(Paragraph(f"Mặt trận và các đoàn thể tổ chức {source.book.said(held)} hoạt động tuyên truyền, vận động."))
    return blocks


def _block_told(source: Source, name: str) -> list[Block]:
    """One sentence of the tasks of a block; nothing when it has none."""
    given, done, going, late = (source.measured(key, name) for key, _ in TASK_KEYS)
    if not given.value:
        return []
    return [Paragraph(_sentence(source, f"{BLOCKS[name].label[:1].upper()}{BLOCKS[name].label[1:]}", (given, done, going, late)))]


def _sentence(source: Source, who: str, figures: tuple[Cited, ...]) -> str:
    """«Cấp uỷ …: được giao 12 nhiệm vụ; 10 đã xong, 1 đang làm còn hạn, 1 quá hạn.»; parts that are none are left out."""
    given, *rest = figures
    words = ("đã xong", "đang làm, còn hạn", "quá hạn")
    told = [f"{source.book.said(figure)} {word}" for figure, word in zip(rest, words, strict=True) if figure.value]
    return f"{who} được giao {source.book.said(given)} nhiệm vụ: {'; '.join(told)}."


def told_of_tasks(source: Source) -> list[Block]:
    """Tasks under the democracy law, and contributions at the conference that speak of it."""
    blocks: list[Block] = []
    figures = tuple(source.measured(key, "democracy") for key, _ in TASK_KEYS)
    if figures[0].value:
        blocks.append(Paragraph(_sentence(source, "Theo Luật này, các cơ quan, địa phương", figures)))
        given = list(tasks(source.scope, source.as_of).filter(DEMOCRACY).order_by("due_on", "title", "pk"))
        blocks.append(_democracy_table(source, given))
    spoken = list(speeches_on_democracy(source.scope, source.as_of))
    if spoken:
        count = source.book.said(source.measured("conference.democracy"))
        named = "; ".join(f"“{speech.title}”" for speech in spoken)
        blocks.append(Paragraph(f"Hội nghị tổng kết có {count} tham luận về dân chủ ở cơ sở: {named}."))
    return blocks


def _democracy_table(source: Source, given: list[Task]) -> Table:
    """One row a task, however many units it was given to: how many, how many done, which ones are late."""
    told: dict[tuple[str, date], list[Task]] = {}
    for task in given:
        told.setdefault((task.title, task.due_on), []).append(task)
    rows = []
    for (title, due), tasks_ in told.items():
        standing = [(task, _standing(source, task)) for task in tasks_]
        late = "; ".join(_where(source, task) for task, word in standing if word == LATE)
        done = sum(task.state == Task.State.DONE for task in tasks_)
        where = _where(source, tasks_[0]) if len(tasks_) == 1 else f"{len(tasks_)} nơi"
        rows.append((title, where, str(done), late or "không", f"{due:%d/%m/%Y}"))
    heads = (
        Column("Nhiệm vụ", 3.6),
        Column("Nơi làm", 1.4),
        Column("Đã xong", 0.9, "right"),
        Column("Nơi quá hạn", 1.9),
        Column("Hạn", 1.3, "centre"),
    )
    return Table(heads, tuple(rows), "Nhiệm vụ thực hiện dân chủ ở cơ sở")


def office(source: Source) -> list[Block]:
    """Committees, inspections, information and persuasion, the conference: what was counted of each."""
    found = (_committees(source), _inspections(source), *_activities(source), _conference(source))
    return [block for block in found if block is not None]


def _committees(source: Source) -> Block | None:
    committees = source.measured("committees")
    if not committees.value:
        return None
    return Paragraph(f"Có {source.book.said(committees)} ban chỉ đạo hoạt động theo quyết định thành lập, kiện toàn.")


def _inspections(source: Source) -> Block | None:
    planned, held = source.measured("inspections.planned"), source.measured("inspections.held")
    if not planned.value:
        return None
    said = source.book.said
    text = f"Ban chỉ đạo kiểm tra {said(held)} trong {said(planned)} cuộc theo kế hoạch năm"
    parts = [(source.measured("inspections.findings", name), word) for name, word in FINDINGS]
    told = [f"{said(figure)} {word}" for figure, word in parts if figure.value]
    return Paragraph(f"{text}; ghi nhận {', '.join(told)}." if told else f"{text}.")


def _activities(source: Source) -> list[Block]:
    whole = source.measured("activities")
    if not whole.value:
        return []
    said = source.book.said
    parts = [(source.measured("activities", kind.value), str(kind.label)) for kind in ActivityKind]
    told = ", ".join(f"{said(figure)} {label}" for figure, label in parts if figure.value)
    people = source.measured("activities.people")
    reached = f", với {said(people)} lượt người dự, nghe, được gặp" if people.value else ""
    return [Paragraph(f"Tuyên truyền, vận động: {told}{reached}.")]


def _conference(source: Source) -> Block | None:
    held = conferences(source.scope).order_by("held_on").first()
    if held is None:
        return None
    guests, speeches = source.measured("conference.guests"), source.measured("conference.speeches")
    said = source.book.said
    told = [f"{said(guests)} đại biểu có mặt"] if guests.value else []
    told += [f"{said(speeches)} tham luận được trình bày, in tài liệu"] if speeches.value else []
    after = f"; {', '.join(told)}" if told else ""
    return Paragraph(f"Tổ chức “{held.title}” ngày {held.held_on:%d/%m/%Y} tại {held.venue}{after}.")


def _standing(source: Source, task: Task) -> str:
    """As the table of blocks counts it: what its owner has not said to be done by its day is overdue."""
    if task.state == Task.State.ASSIGNED and task.due_on < source.as_of:
        return LATE
    return str(task.get_state_display())


def _where(source: Source, task: Task) -> str:
    return task.body.name if task.body else source.unit_name(task.unit_id)
