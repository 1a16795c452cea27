"""``kheo load-criteria``: a criteria set from a TOML file."""

import sys
from pathlib import Path

import click

from kheo.assessment.actions.criteria import load_criteria
from kheo.assessment.criteria import UnreadableError
from kheo.assessment.models import Criterion
from kheo.foundation.command_line import AS_JSON, COULD_NOT, DIFFERS, give_up, print_json
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import COMMAND_LINE
from kheo.organisation.models import Locality


@click.command("load-criteria")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--locality", "code", default="", help="Mã địa phương dùng riêng bộ này; bỏ trống: mọi địa phương chọn được.")
@AS_JSON
def load_criteria_command(file: Path, code: str, as_json: bool) -> None:
    """Nạp bộ tiêu chí từ tệp TOML. Cùng một tệp nạp lại thì không thêm gì; tệp đã sửa thành phiên bản mới.

    Mã thoát: 0 đã nạp hoặc đã có sẵn, 1 nội dung có lỗi (nêu từng dòng), 2 không đọc được tệp.
    """
    locality = Locality.objects.filter(code=code).first()
    if code and locality is None:
        give_up(f"Không có địa phương «{code}». Xem lại mã sau --locality.")
    try:
        content = file.read_bytes()
    except OSError as error:
        give_up(f"không mở được tệp {file} ({error.strerror}).")
    try:
        loaded, is_new = load_criteria(COMMAND_LINE, content, locality)
    except RefusedError as refusal:
        for problem in refusal.problems:
            click.echo(f"{file.name}: {problem}", err=True)
        sys.exit(COULD_NOT if isinstance(refusal, UnreadableError) else DIFFERS)
    if as_json:
        print_json({"code": loaded.code, "version": loaded.version, "title": loaded.title, "added": is_new})
    elif is_new:
        items = Criterion.objects.filter(criteria_set=loaded).count()
        click.echo(f"Đã nạp «{loaded.title}» ({loaded.code}, phiên bản {loaded.version}, {items} mục).")
    else:
        click.echo(f"Tệp này đã nạp trước đây: {loaded.code}, phiên bản {loaded.version}. Không thêm gì.")
