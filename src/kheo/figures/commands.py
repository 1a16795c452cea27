"""``kheo figures``, ``kheo extract-figures``, ``kheo reconcile``."""

import sys
from pathlib import Path

import click

from kheo.figures.queries import record
from kheo.figures.queries.texts import Reconciliation, reconcile_text, scope_of
from kheo.figures.reading import UnreadableDocumentError, extract, read_document
from kheo.foundation.command_line import AS_JSON, DIFFERS, DONE, bytes_of, give_up, print_json
from kheo.foundation.numbers import written

UNIT = click.option("--unit", required=True, help="Mã đơn vị, ví dụ gso2024-349.")
YEAR = click.option("--year", type=int, required=True, help="Năm của chương trình.")

FILE = click.argument("file", type=click.Path(path_type=Path))
VERDICTS = {"match": "khớp", "differs": "LỆCH", "not_recorded": "chưa có trong sổ", "other_scope": "nơi khác, năm khác"}


def scope_or_give_up(unit: str, year: int) -> record.Scope:
    try:
        return scope_of(unit, year)
    except LookupError as error:
        give_up(str(error.args[0]))


def text_or_give_up(file: Path) -> str:
    try:
        return read_document(file.name, bytes_of(file))
    except UnreadableDocumentError as error:
        give_up(str(error))


@click.command("figures")
@UNIT
@YEAR
@AS_JSON
def figures(unit: str, year: int, as_json: bool) -> None:
    """Liệt kê mọi số liệu có tên của một đơn vị trong một năm."""
    found = record.figures_of(scope_or_give_up(unit, year))
    if as_json:
        print_json([figure.as_json() for figure in found])
        return
    for figure in found:
        parts = ", ".join(f"{name}={value}" for name, value in figure.dimensions.items())
        click.echo(f"{written(figure.value):>8} {figure.label}{f' ({parts})' if parts else ''}  [{figure.key}]")


@click.command("extract-figures")
@FILE
@AS_JSON
def extract_figures(file: Path, as_json: bool) -> None:
    """Đọc các số liệu dân vận nêu trong một văn bản (.txt, .docx, trang web đã lưu .html)."""
    reading = extract(text_or_give_up(file))
    if as_json:
        print_json(reading.as_json())
        return
    for figure in reading.figures:
        parts = ", ".join(f"{name}={value}" for name, value in figure.dimensions.items())
        click.echo(f"{written(figure.value):>8} {figure.key}{f' ({parts})' if parts else ''}: «{figure.quote}»")
    for other in reading.unmatched:
        click.echo(f"       ? {other.number}: «{other.quote}»")
    for note in reading.notes:
        click.echo(f"Lưu ý: {note}")


@click.command("reconcile")
@FILE
@UNIT
@YEAR
@AS_JSON
def reconcile(file: Path, unit: str, year: int, as_json: bool) -> None:
    """Đối chiếu số liệu trong một văn bản với sổ của đơn vị trong một năm."""
    scope = scope_or_give_up(unit, year)
    result = reconcile_text(text_or_give_up(file), scope)
    if as_json:
        print_json(result.as_json())
    else:
        _print_result(result)
    sys.exit(DONE if result.all_match else DIFFERS)


def _print_result(result: Reconciliation) -> None:
    for item in result.figures:
        known = "" if item.recorded is None else f"; sổ ghi {written(item.recorded)}"
        click.echo(f"{VERDICTS[item.verdict]:<20} {written(item.figure.value)} {item.figure.key}{known}: «{item.figure.quote}»")
    for note in result.notes:
        click.echo(f"Lưu ý: {note}")
    if not result.figures:
        click.echo("Không đọc thấy số liệu dân vận nào trong văn bản.")
