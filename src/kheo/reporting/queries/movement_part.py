"""What the report tells of the movement: the year in one sentence, results, three tables and two charts."""

from collections.abc import Sequence

from kheo.documents.content import Bar, BarChart, Block, Column, Paragraph, Table
from kheo.movement.models import Kind, Subject
from kheo.organisation.models import Unit
from kheo.reporting.queries.cited import Cited, together
from kheo.reporting.queries.measured_results import RESULT_MEASURES
from kheo.reporting.queries.source import Source

FIGURES = (
    ("initiatives.registered", "Đăng ký"),
    ("initiatives.operating", "Thực hiện"),
    ("initiatives.recognised", "Công nhận"),
    ("initiatives.proposed", "Đề nghị khen"),
    ("commendations", "Khen thưởng"),
    ("medals", "Kỷ niệm chương"),
)
FOR_UNITS = FIGURES[:3] + FIGURES[4:5]
SOURCE = Column("Số liệu", 1.35, "centre")


def movement(source: Source) -> list[Block]:
    """Nothing when the year has no programme."""
    if source.programme is None:
        return []
    return [*_told(source), *_results(source), _by_kind(source), *_by_field(source), *_by_unit(source)]


def _told(source: Source) -> list[Block]:
    registered, operating, recognised, proposed, commended, medals = (source.figure(key) for key, _ in FIGURES)
    assert registered and operating and recognised and proposed and commended and medals  # noqa: S101, PT018  wholes are always there
    said = source.book.said
    text = (
        f"Năm {source.scope.year}, có {said(registered)} mô hình, điển hình “Dân vận khéo” đăng ký, "
        f"{said(operating)} được thực hiện, {said(recognised)} được công nhận hoạt động hiệu quả."
    )
    if commended.value:
        text += f" Khen thưởng {said(commended)} lượt tập thể, cá nhân, hộ gia đình."
    if medals.value:
        text += f" Tặng Kỷ niệm chương “Vì sự nghiệp Dân vận” cho {said(medals)} người."
    return [Paragraph(text)]


def _results(source: Source) -> list[Block]:
    """What the initiatives brought, as far as it was measured."""
    found = [source.measured(measure.key) for measure in RESULT_MEASURES]
    told = [f"{figure.label} {source.book.said(figure)} {figure.measure}" for figure in found if figure.value]
    return [Paragraph(f"Kết quả các nơi báo: {'; '.join(told)}.")] if told else []


def _by_kind(source: Source) -> Table:
    asked = [{"kind": kind.value} for kind in Kind] + [{"subject": subject.value} for subject in Subject]
    heads = [Column("Chung", 1, "right")]
    heads += [Column(str(one.label).capitalize(), 1, "right") for one in (*Kind, *Subject)]
    rows = []
    for key, label in FIGURES:
        cells = source.book.row([source.figure(key), *(source.figure(key, **dimensions) for dimensions in asked)])
        rows.append((label, *cells))
    title = f"Phong trào “Dân vận khéo” năm {source.scope.year} theo loại và đối tượng"
    return Table((Column("", 1.7), *heads, SOURCE), tuple(rows), title)


def _by_field(source: Source) -> list[Block]:
    fields = source.parts("initiatives.registered", "field")
    if not fields:
        return []
    keys = FIGURES[:5]
    rows, charted = [], []
    for name in fields:
        figures = [source.figure(key, field=name) for key, _ in keys]
        rows.append((_field_label(source, name), *source.book.row(figures)))
        charted.append((_field_label(source, name), figures[1]))
    rows.append(("Cộng", *source.book.row([source.figure(key) for key, _ in keys])))
    heads = (Column("Lĩnh vực", 2.2), *(Column(label, 1, "right") for _, label in keys), SOURCE)
    table = Table(heads, tuple(rows), f"Mô hình, điển hình theo lĩnh vực, năm {source.scope.year}", total=True)
    return [
        table,
        _chart(source, f"Mô hình, điển hình được thực hiện năm {source.scope.year}, theo lĩnh vực", charted),
    ]


def _field_label(source: Source, name: str) -> str:
    figure = source.figure("initiatives.registered", field=name)
    words = figure.part.partition(": ")[2] if figure else name
    return f"{words[:1].upper()}{words[1:]}"


def _by_unit(source: Source) -> list[Block]:
    """Only a whole locality is told by its units."""
    if source.scope.unit is not None:
        return []
    found = {key: source.by_unit(key) for key, _ in FOR_UNITS}
    present = {pk for figures in found.values() for pk in figures}
    if present <= {source.scope.locality.unit_id}:  # nothing to tell apart
        return []
    units = Unit.objects.in_bulk(list(present))
    own = source.scope.locality.unit_id
    order = sorted(present, key=lambda pk: (pk == own, -_value(found["initiatives.registered"].get(pk)), source.unit_name(pk)))
    rows, charted = [], []
    for pk in order:
        figures = [found[key].get(pk) or source.none_of_unit(key, units[pk]) for key, _ in FOR_UNITS]
        rows.append((source.unit_name(pk), *source.book.row([*figures])))
        charted.append((source.unit_name(pk), figures[1]))
    rows.append(("Cộng", *source.book.row([source.figure(key) for key, _ in FOR_UNITS])))
    heads = (Column("Đơn vị", 2.6), *(Column(label, 1, "right") for _, label in FOR_UNITS), SOURCE)
    table = Table(heads, tuple(rows), f"Mô hình, điển hình theo đơn vị, năm {source.scope.year}", total=True)
    return [table, _chart(source, f"Mô hình, điển hình được thực hiện năm {source.scope.year}, theo đơn vị", charted)]


def _value(figure: Cited | None) -> int:
    return int(figure.value) if figure else 0


def _chart(source: Source, title: str, rows: Sequence[tuple[str, Cited | None]]) -> BarChart:
    known = [(label, figure) for label, figure in rows if figure]
    known.sort(key=lambda row: -row[1].value)
    bars = tuple(Bar(label, int(figure.value), figure.text) for label, figure in known)
    numbers = together([source.book.number(figure) for _, figure in known])
    return BarChart(
        title, bars, "mô hình, điển hình", source=f"Đơn vị tính: mô hình, điển hình. Số liệu [{numbers}] tại Phụ lục."
    )
