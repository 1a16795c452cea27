"""Commands of the one who keeps an installation: backup, restore, audit, check, worker."""

import sys
import threading
from pathlib import Path

import click

from kheo.foundation.audit.queries import ChainReport, verify_all
from kheo.foundation.command_line import AS_JSON, DIFFERS, DONE, give_up, print_json
from kheo.site.backup import BackupError, restore_backup, write_backup
from kheo.site.integrity import check_everything, personal_fields
from kheo.site.worker import run


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@AS_JSON
def backup(file: Path, as_json: bool) -> None:
    """Sao lưu toàn bộ dữ liệu và tệp vào một tệp .zip."""
    try:
        counts = write_backup(file)
    except BackupError as error:
        give_up(error)
    _tell_counts(file, counts, as_json)


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Thay toàn bộ dữ liệu đang có.")
@AS_JSON
def restore(file: Path, replace: bool, as_json: bool) -> None:
    """Khôi phục từ một bản sao lưu: hoặc toàn bộ, hoặc không gì cả."""
    try:
        counts = restore_backup(file, replace=replace)
    except BackupError as error:
        give_up(error)
    _tell_counts(file, counts, as_json)


def _tell_counts(file: Path, counts: dict[str, int], as_json: bool) -> None:
    if as_json:
        print_json({"file": str(file), "counts": counts})
    else:
        click.echo(f"{file}: {sum(counts.values())} mục, trong đó {counts['files']} tệp.")


@click.group("audit")
def audit() -> None:
    """Nhật ký: mọi việc đã làm, niêm phong thành chuỗi."""


@audit.command("verify")
@AS_JSON
def verify(as_json: bool) -> None:
    """Tính lại từng dòng và từng lô niêm phong; nói phần nào đã niêm phong, phần nào chưa."""
    reports = verify_all()
    if as_json:
        print_json([_as_json(report) for report in reports])
    else:
        for report in reports:
            name = report.locality or "toàn hệ thống"
            click.echo(f"{name}: {report.sealed} dòng đã niêm phong, {report.unsealed} dòng chưa; đầu chuỗi {report.head[:16]}…")
            for fault in report.faults:
                click.echo(f"  SAI: {fault}")
        if not reports:
            click.echo("Nhật ký chưa có dòng nào.")
    sys.exit(DIFFERS if any(report.faults for report in reports) else DONE)


def _as_json(report: ChainReport) -> dict[str, object]:
    return {
        "locality": report.locality,
        "sealed": report.sealed,
        "unsealed": report.unsealed,
        "head": report.head,
        "faults": report.faults,
    }


@click.command("check")
@click.option(
    "--personal-data", "personal", is_flag=True, help="Liệt kê từng trường dữ liệu cá nhân: mục đích, căn cứ, thời hạn."
)
@AS_JSON
def check(personal: bool, as_json: bool) -> None:
    """Kiểm tra dữ liệu còn nguyên vẹn: nâng cấp, tệp, sổ cấp giấy, nhật ký."""
    if personal:
        fields = personal_fields()
        if as_json:
            print_json([vars(field) for field in fields])
            return
        for field in fields:
            click.echo(f"{field.field} ({field.filled} dòng)\n  mục đích: {field.purpose}\n  căn cứ: {field.basis}")
            click.echo(f"  thời hạn: {field.kept}\n  cách xoá: {field.removed_by}")
        return
    checks = check_everything()
    if as_json:
        print_json([{"name": item.name, "counted": item.counted, "faults": list(item.faults)} for item in checks])
    else:
        for item in checks:
            click.echo(f"{'SAI ' if item.faults else 'đúng'}  {item.name}: {item.counted}")
            for fault in item.faults:
                click.echo(f"      {fault}")
    sys.exit(DIFFERS if any(item.faults for item in checks) else DONE)


@click.command("worker")
def worker() -> None:
    """Tiến trình nền: niêm phong nhật ký, xoá khoá biểu mẫu quá hạn."""
    stop = threading.Event()
    try:
        run(stop)
    except KeyboardInterrupt:
        stop.set()
