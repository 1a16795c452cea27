"""The register of certificates as a paper: what stands in it on a day, each number with what became of it."""

from datetime import date

from django.utils import timezone

from kheo.documents.content import Column, Paper, Paragraph, Table
from kheo.organisation.models import Body
from kheo.organisation.queries.bodies import as_it_was
from kheo.recognition.models import Certificate, CertificateNotice, CertificateRegister
from kheo.recognition.queries.certificates import certificates_in, numbered
from kheo.recognition.rules.codes import printed


def register_paper(register: CertificateRegister, today: date) -> Paper:
    """Sổ cấp giấy chứng nhận of a body and year as of *today*: a row a number, gap-free, those taken back among them."""
    body = as_it_was(register.body, today)
    rows = [_row(certificate) for certificate in certificates_in(register)]
    widths = (("Số vào sổ", 0.8), ("Ngày", 1.1), ("Mô hình, điển hình", 2.6), ("Tập thể, cá nhân", 2.6), ("Quyết định", 1.2))
    return Paper(
        layout="party" if body.layout == Body.Layout.PARTY else "administrative",
        superior=body.superior,
        issuer=body.name,
        number_template="",
        place=register.locality.name.removeprefix("Thị ").split(" ", 1)[-1],
        on=today,
        title="Sổ cấp giấy chứng nhận",
        subject=f"năm {register.year}, đến số {register.last_number:04d}",
        blocks=(
            Paragraph(f"Sổ có {len(rows)} giấy, số liền nhau từ 0001 đến {register.last_number:04d}, xét ngày {today:%d/%m/%Y}."),
            Table(
                (*(Column(title, width) for title, width in widths), Column("Mã", 1.4), Column("Tình trạng", 1.6)), tuple(rows)
            ),
        ),
        signature=None,
        reference=f"Khéo {register.locality.code} · sổ {register.pk}",
    )


def _row(certificate: Certificate) -> tuple[str, ...]:
    words = certificate.content
    return (
        numbered(certificate),
        f"{timezone.localdate(certificate.issued_at):%d/%m/%Y}",
        words["initiative"],
        words["holder"].removeprefix("của "),
        words["decision"],
        printed(certificate.code),
        _fate(certificate),
    )


def _fate(certificate: Certificate) -> str:
    notice: CertificateNotice | None = getattr(certificate, "notice", None)
    return f"{notice.get_kind_display()} từ {notice.on:%d/%m/%Y}" if notice else "còn giá trị"
