"""``kheo seal``: the register of certificates signed with the installation's own key."""

from pathlib import Path

import click
from django.conf import settings
from django.utils import timezone

from kheo.documents.pdf import to_pdf
from kheo.foundation.command_line import bytes_of, give_up
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import COMMAND_LINE
from kheo.recognition.actions.seals import seal_register
from kheo.recognition.papers.register import register_paper
from kheo.recognition.queries.certificates import find_register

MOST_KEY_BYTES = 65_536


@click.group("seal")
def seal_group() -> None:
    """Niêm sổ bằng khoá của máy chủ. Lãnh đạo ký quyết định bằng khoá của mình, ở ngoài Khéo."""


@seal_group.command("register")
@click.option("--body", required=True, help="Mã cơ quan cấp giấy, ví dụ gso2024-349/bcd-dvk.")
@click.option("--year", required=True, type=int, help="Năm của sổ.")
@click.option("--key", type=click.Path(path_type=Path), help="Tệp khoá PKCS#12 (.p12); không ghi thì theo KHEO_SEAL_KEY.")
@click.option("--out", "target", required=True, type=click.Path(path_type=Path, dir_okay=False), help="Tệp PDF để ghi.")
def register(body: str, year: int, key: Path | None, target: Path) -> None:
    """Xuất sổ cấp giấy chứng nhận ra PDF, ký bằng khoá của máy chủ, giữ lại một bản. Mật khẩu của khoá: KHEO_SEAL_PASSWORD."""
    file = key or settings.KHEO_SEAL_KEY
    if file is None:
        give_up("chưa có khoá niêm: ghi --key TỆP.p12, hoặc đặt KHEO_SEAL_KEY.")
    found = find_register(body, year)
    if found is None:
        give_up(f"cơ quan «{body}» không có sổ năm {year}.")
    today = timezone.localdate()
    try:
        made = seal_register(
            COMMAND_LINE,
            found,
            lambda row: to_pdf(register_paper(row, today)),
            bytes_of(file, MOST_KEY_BYTES),
            settings.KHEO_SEAL_PASSWORD,
        )
        with made.file.content.open("rb") as kept:
            target.write_bytes(kept.read())
    except RefusedError as refusal:
        give_up(*refusal.problems)
    except OSError as error:
        give_up(f"không ghi được {target} ({error.strerror}).")
    click.echo(f"Đã niêm sổ năm {year} đến số {made.last_number:04d}: {target}. SHA-256 {made.file.sha256}.")
