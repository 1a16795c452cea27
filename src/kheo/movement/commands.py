"""``kheo import-initiatives``: a sheet of initiatives into a programme."""

import sys
from pathlib import Path

import click

from kheo.foundation.command_line import AS_JSON, DIFFERS, bytes_of, give_up, print_json
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.sheets import UnreadableSheet
from kheo.foundation.uploads.limits import PURPOSES
from kheo.movement.actions.importing import ImportOutcome, import_initiatives, preview_import
from kheo.movement.models import Programme
from kheo.movement.reading import Refusal
from kheo.organisation.authority import COMMAND_LINE


@click.command("import-initiatives")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--programme", "code", required=True, help="Mã chương trình, ví dụ duy-tien-2024.")
@click.option("--dry-run", is_flag=True, help="Chỉ đọc và cho biết sẽ nhập thế nào; không ghi gì.")
@AS_JSON
def import_initiatives_command(file: Path, code: str, dry_run: bool, as_json: bool) -> None:
    """Nhập danh sách mô hình, điển hình từ bảng tính (.xlsx, .ods, .csv): mọi dòng, hoặc không dòng nào.

    Cùng một tệp nhập lại thì không thêm gì. Mã thoát: 0 mọi dòng được nhận, 1 có dòng bị từ chối (khi đó chưa ghi gì),
    2 không đọc được tệp.
    """
    programme = Programme.objects.select_related("locality__unit").filter(code=code).first()
    if programme is None:
        give_up(f"không có chương trình «{code}». Xem mã ở trang chương trình.")
    data = bytes_of(file, PURPOSES["spreadsheet"].max_bytes + 1)  # one byte too many is refused further on
    act = preview_import if dry_run else import_initiatives
    try:
        outcome = act(COMMAND_LINE, programme, file.name, data)
    except UnreadableSheet as unreadable:
        give_up(str(unreadable))
    except RefusedError as refusal:
        outcome = _refused_whole(programme, preview_import(COMMAND_LINE, programme, file.name, data), refusal.problems)
    if as_json:
        print_json(outcome.as_json())
    else:
        _tell(outcome, dry_run)
    for one in outcome.refused:
        click.echo(_line(one), err=True)
    sys.exit(DIFFERS if outcome.refused else 0)


def _refused_whole(programme: Programme, read: ImportOutcome, problems: tuple[Problem, ...]) -> ImportOutcome:
    """The reading, with what refused it as a whole told before the rows; row 0 stands for the sheet."""
    told = [Refusal(0, "", programme.code, str(problem)) for problem in problems]
    return ImportOutcome(False, read.rows, [*told, *read.refused], read.warnings)


def _tell(outcome: ImportOutcome, dry_run: bool) -> None:
    if outcome.committed:
        click.echo(f"Đã nhập {outcome.created}, đã có từ trước {outcome.unchanged}.")
    elif dry_run and not outcome.refused:
        click.echo(f"Sẽ nhập {outcome.created}, đã có từ trước {outcome.unchanged}. Chưa ghi gì (--dry-run).")
    else:
        click.echo(f"Chưa ghi gì: {len(outcome.refused)} chỗ bị từ chối. Sửa rồi nhập lại cả tệp.")
    for warning in outcome.warnings:
        click.echo(f"Lưu ý: {warning}")


def _line(one: Refusal) -> str:
    if not one.row:
        return f"Cả tệp: {one.reason}"
    value = f" «{one.value}»" if one.value else ""
    return f"Dòng {one.row}, cột {one.column}:{value} {one.reason}"
