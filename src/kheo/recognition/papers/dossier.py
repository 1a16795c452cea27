"""The papers of a commendation file, and the file itself: one zip with everything named in order and a table of contents."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from kheo.documents.content import Block, Column, Heading, Paper, Paragraph, Signature, Table
from kheo.documents.pdf import to_pdf
from kheo.documents.word import to_docx
from kheo.foundation.numbers import written
from kheo.foundation.refusal import RefusedError
from kheo.foundation.text import fold
from kheo.movement.models import Evidence, Initiative
from kheo.movement.queries.registrations import newest_results
from kheo.movement.queries.submissions import answers_of
from kheo.organisation.models import Body
from kheo.recognition.models import Decision
from kheo.recognition.papers import decision_paper
from kheo.recognition.queries.dossier import Dossier, dossier_of
from kheo.recognition.queries.lines import ShownLine, shown_lines
from kheo.recognition.rules.dossier import percent
from kheo.recognition.rules.facts import problems_of

_LONGEST_NAME = 40
_STORY = (
    ("Tóm tắt", "summary"),
    ("Tình hình trước khi làm", "situation"),
    ("Nội dung, cách làm", "way"),
    ("Hiệu quả", "outcome"),
    ("Kinh nghiệm", "lesson"),
)


@dataclass(frozen=True)
class Piece:
    """One paper of the file: *stem* is its name in the zip without ending, *title* what the table of contents calls it."""

    stem: str
    title: str
    paper: Paper


def report_paper(decision: Decision, shown: ShownLine) -> Paper:
    """The achievement report of one who is proposed, from the record: what was done, results by measure, evidence."""
    line, registration = shown.line, shown.line.registration
    if registration is None:
        raise RefusedError(f"«{line.recipient}» không có hồ sơ đăng ký; không lập được báo cáo thành tích.")
    initiative: Initiative = registration.initiative
    year = decision.programme.year
    is_person = line.subject == "individual"
    blocks: list[Block] = [
        Heading("I. Sơ lược", level=2),
        Paragraph(f"{'Cá nhân' if is_person else 'Tập thể'}: {line.recipient}. Đơn vị: {shown.unit_name}."),
        Paragraph(
            f"{initiative.get_kind_display().capitalize()}: “{initiative.title}”, lĩnh vực {registration.field.label}, "
            f"đăng ký ngày {registration.registered_on:%d/%m/%Y} trong phong trào thi đua “Dân vận khéo” năm {year}."
        ),
        Heading("II. Thành tích đạt được", level=2),
        *_story(initiative),
    ]
    for label, text in answers_of(registration):
        blocks += [Heading(label, level=3), *_paragraphs(text)]
    results = [
        (one.label, f"{written(one.result.value)} {one.unit}".strip(), f"{one.result.as_of:%d/%m/%Y}", one.result.note)
        for one in newest_results(registration)
    ]
    if results:
        columns = (Column("Kết quả", 2), Column("Giá trị", 1.5, "right"), Column("Tính đến", 1.2, "centre"), Column("Ghi chú", 3))
        blocks += [Heading("III. Kết quả theo thước đo", level=2), Table(columns, tuple(results))]
    return Paper(
        layout="administrative",
        superior="",
        issuer=shown.unit_name if is_person else line.recipient,
        number_template="",
        place=decision.place_name,
        year=year,
        title="Báo cáo thành tích",
        subject=f"đề nghị khen thưởng trong phong trào thi đua “Dân vận khéo” năm {year}",
        blocks=tuple(blocks),
        signature=Signature("NGƯỜI BÁO CÁO" if is_person else "ĐẠI DIỆN TẬP THỂ"),
        countersignature=Signature("XÁC NHẬN CỦA CẤP TRÌNH"),
        reference=f"Khéo {decision.locality.code} · hồ sơ khen thưởng {decision.pk} · dòng {line.order}",
    )


def _story(initiative: Initiative) -> list[Block]:
    blocks: list[Block] = []
    for label, name in _STORY:
        if text := getattr(initiative, name).strip():
            blocks += [Heading(label, level=3), *_paragraphs(text)]
    return blocks


def _paragraphs(text: str) -> list[Block]:
    return [Paragraph(row.strip()) for row in text.splitlines() if row.strip()]


def minutes_paper(decision: Decision, dossier: Dossier) -> Paper:
    """The minutes of the review with the votes of each; RefusedError before the review is on record."""
    review, minutes = dossier.review, dossier.minutes
    if review is None or minutes is None:
        raise RefusedError("Chưa ghi cuộc họp xét: ngày, hội đồng, số phiếu.")
    rows = [
        (str(line.order), line.name, str(agreed), str(against), f"{percent(agreed, minutes.members)} %")
        for line in dossier.lines
        if (votes := minutes.votes.get(line.registration)) is not None
        for agreed, against in (votes,)
    ]
    columns = (
        Column("TT", 0.5, "centre"),
        Column("Tập thể, cá nhân", 3.5),
        Column("Đồng ý", 1, "right"),
        Column("Không đồng ý", 1.2, "right"),
        Column("Tỷ lệ trên tổng số", 1.4, "right"),
    )
    return Paper(
        layout="administrative",
        superior="",
        issuer=review.council,
        number_template="",
        place=decision.place_name,
        on=review.held_on,
        title="Biên bản",
        subject=f"xét khen thưởng trong phong trào thi đua “Dân vận khéo” năm {decision.programme.year}",
        blocks=(
            Paragraph(f"Ngày {review.held_on:%d/%m/%Y}, {review.council} họp xét các trường hợp được đề nghị khen thưởng."),
            Paragraph(f"Tổng số thành viên: {review.members}. Biên bản gốc: {review.paper}."),
            Table(columns, tuple(rows)),
            Paragraph("Tỷ lệ tính trên tổng số thành viên hội đồng, cả người vắng."),
        ),
        signature=Signature("CHỦ TRÌ"),
        countersignature=Signature("THƯ KÝ"),
        reference=f"Khéo {decision.locality.code} · hồ sơ khen thưởng {decision.pk} · biên bản",
    )


def evidence_paper(decision: Decision, dossier: Dossier) -> Paper:
    """Every piece of evidence of the proposed with the SHA-256 of its file."""
    names = {line.registration: f"{line.order}. {line.name}" for line in dossier.lines}
    kept = Evidence.objects.filter(registration__in=names).select_related("file").order_by("registration", "added_at", "pk")
    by_line = sorted(kept, key=lambda one: list(names).index(one.registration_id))
    rows = tuple((names[one.registration_id], one.caption, one.file.name, one.file.sha256) for one in by_line)
    columns = (Column("Tập thể, cá nhân", 2.2), Column("Minh chứng", 2.6), Column("Tệp", 2), Column("SHA-256", 3))
    said = f"{len(rows)} minh chứng, kèm mã băm để đối chiếu tệp." if rows else "Chưa có minh chứng nào trong hồ sơ."
    return _list_paper(decision, "Danh mục minh chứng", (Paragraph(said), *((Table(columns, rows),) if rows else ())))


def pieces_of(decision: Decision, dossier: Dossier) -> list[Piece]:
    """The papers of the file in their order, without the table of contents."""
    pieces = [
        Piece(
            "01-to-trinh", f"Tờ trình số {decision.number} ngày {decision.date:%d/%m/%Y} kèm danh sách", decision_paper(decision)
        ),
        Piece("02-bien-ban-xet", "Biên bản xét khen thưởng", minutes_paper(decision, dossier)),
    ]
    for shown in shown_lines(decision):
        if shown.revocation is not None:
            continue
        name = f"03-{shown.line.order:02d}-bao-cao-{_slug(shown.line.recipient)}"
        pieces.append(Piece(name, f"Báo cáo thành tích: {shown.line.recipient}", report_paper(decision, shown)))
    return [*pieces, Piece("04-danh-muc-minh-chung", "Danh mục minh chứng", evidence_paper(decision, dossier))]


def dossier_zip(decision: Decision) -> bytes:
    """The file: each paper as .docx and PDF, and «00-muc-luc» with the SHA-256 of each; RefusedError names what is missing."""
    dossier = dossier_of(decision)
    if problems := problems_of(dossier.checks):
        raise RefusedError(*problems)
    members: dict[str, bytes] = {}
    listed: list[tuple[str, ...]] = []
    for piece in pieces_of(decision, dossier):
        for ending, make in _FORMS.items():
            name = f"{piece.stem}.{ending}"
            members[name] = make(piece.paper)
            listed.append((piece.title, name, hashlib.sha256(members[name]).hexdigest()))
    contents = contents_paper(decision, dossier, listed)
    members |= {f"00-muc-luc.{ending}": make(contents) for ending, make in _FORMS.items()}
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(members):
            archive.writestr(name, members[name])
    return kept.getvalue()


_FORMS: dict[str, Callable[[Paper], bytes]] = {"docx": to_docx, "pdf": to_pdf}


def contents_paper(decision: Decision, dossier: Dossier, listed: list[tuple[str, ...]]) -> Paper:
    """The table of contents: *listed*: title, file name, SHA-256 of each paper; above it the law.

    What is weak in the file is told to the office on its page, not to whoever receives the file.
    """
    columns = (Column("Tài liệu", 3), Column("Tệp", 2.6), Column("SHA-256", 3))
    blocks: tuple[Block, ...] = (
        Paragraph(f"Hồ sơ theo {dossier.law}. Thành phần: {dossier.checks[0].citation}."),
        Table(columns, tuple(listed)),
    )
    return _list_paper(decision, "Mục lục hồ sơ khen thưởng", blocks)


def _list_paper(decision: Decision, title: str, blocks: tuple[Block, ...]) -> Paper:
    body = decision.body
    return Paper(
        layout="party" if body.layout == Body.Layout.PARTY else "administrative",
        superior=body.superior,
        issuer=body.name,
        number_template="",
        place=decision.place_name,
        on=decision.date,
        year=decision.programme.year,
        title=title,
        subject=f"kèm theo Tờ trình số {decision.number}",
        blocks=blocks,
        signature=None,
        reference=f"Khéo {decision.locality.code} · hồ sơ khen thưởng {decision.pk}",
    )


def _slug(name: str) -> str:
    """«Tổ dân phố số 3» → «to-dan-pho-so-3», whole words, about forty letters: a name in a zip that every computer takes."""
    letters = "".join(one if one.isascii() and one.isalnum() else " " for one in fold(name))
    kept: list[str] = []
    for word in letters.split():
        if kept and len("-".join([*kept, word])) > _LONGEST_NAME:
            break
        kept.append(word[:_LONGEST_NAME])
    return "-".join(kept) or "khong-ten"
