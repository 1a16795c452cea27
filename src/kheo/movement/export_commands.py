"""``kheo export``: records written for other programs."""

from pathlib import Path

import click

from kheo.foundation.command_line import give_up
from kheo.movement.actions.exporting import export_initiatives
from kheo.movement.models import Programme, Registration
from kheo.organisation.authority import COMMAND_LINE


@click.group("export")
def export_group() -> None:
    """Xuất dữ liệu ra tệp cho chương trình khác."""


@export_group.command("initiatives")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--programme", "code", required=True, help="Mã chương trình, ví dụ duy-tien-2024.")
@click.option("--state", type=click.Choice(Registration.State.values), default=None, help="Chỉ hồ sơ ở bước này.")
def export_initiatives_command(file: Path, code: str, state: str | None) -> None:
    """Xuất danh sách mô hình, điển hình của một chương trình ra FILE (.xlsx); tệp ấy nhập lại được.

    Mã thoát: 0 đã ghi tệp, 2 không ghi được.
    """
    programme = Programme.objects.select_related("locality__unit").filter(code=code).first()
    if programme is None:
        give_up(f"không có chương trình «{code}». Xem mã ở trang chương trình.")
    if file.suffix.lower() != ".xlsx":
        give_up(f"tên tệp «{file.name}» phải có đuôi .xlsx.")
    made = export_initiatives(COMMAND_LINE, programme, state or "")
    try:
        # Written beside it first: a full disk leaves what was there.
        beside = file.with_name(f".{file.name}.dang-ghi")
        beside.write_bytes(made)
        beside.replace(file)
    except OSError as error:
        give_up(f"không ghi được tệp «{file}» ({error.strerror}).")
    click.echo(f"Đã ghi {file} ({len(made) // 1024 + 1} kB).")
