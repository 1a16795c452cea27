"""``kheo trust``: the list of root certificates that signatures on papers are held against."""

from pathlib import Path

import click
from django.conf import settings
from django.utils import timezone

from kheo.documents.signing.trust import MOST_BYTES, add_root
from kheo.foundation.command_line import AS_JSON, bytes_of, give_up, print_json
from kheo.foundation.refusal import RefusedError
from kheo.recognition.queries.signed import trust_list


@click.group("trust")
def trust_group() -> None:
    """Danh sách tin cậy: chứng thư gốc của nơi cấp chứng thư ký số."""


@trust_group.command("add")
@click.argument("file", metavar="TỆP.pem", type=click.Path(path_type=Path))
@click.option("--source", required=True, help="Lấy ở đâu, đối chiếu vân tay bằng cách nào.")
def add(file: Path, source: str) -> None:
    """Nạp một chứng thư gốc. Đối chiếu vân tay SHA-256 với nơi công bố trước khi nạp."""
    try:
        root = add_root(settings.KHEO_TRUST_FOLDER, bytes_of(file, MOST_BYTES + 1), source, timezone.localdate())
    except RefusedError as refusal:
        give_up(*refusal.problems)
    except OSError as error:
        give_up(f"không ghi được vào {settings.KHEO_TRUST_FOLDER} ({error.strerror}).")
    click.echo(f"Đã nạp «{root.name}», SHA-256 {root.sha256}.")


@trust_group.command("list")
@AS_JSON
def show(as_json: bool) -> None:
    """Các chứng thư gốc đang dùng, nơi lấy và ngày nạp; dòng nào không dùng được thì nói vì sao."""
    found = trust_list()
    if as_json:
        rows = [{"name": one.name, "sha256": one.sha256, "source": one.source, "added_on": one.added_on} for one in found.roots]
        print_json({"roots": rows, "problems": list(found.problems)})
        return
    for one in found.roots:
        click.echo(f"{one.name}\n  nạp ngày {one.added_on}, nguồn: {one.source}\n  SHA-256 {one.sha256}")
    for problem in found.problems:
        click.echo(f"Không dùng: {problem}", err=True)
    if not found.roots:
        click.echo("Chưa nạp danh sách tin cậy: chữ ký vẫn đọc được, nhưng chưa biết chứng thư có thật không.")
