"""The payment list of a commendation: who gets how much and why, to be signed; as a paper and as a workbook.

Neither bank accounts nor identity numbers have a column: who pays in cash needs a signature, who transfers has them elsewhere.
"""

import io

import openpyxl
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from kheo.documents.content import Column, Paper, Paragraph, Signature, Table
from kheo.foundation.numbers import money_in_words, written
from kheo.foundation.refusal import RefusedError
from kheo.organisation.queries.bodies import as_it_was
from kheo.recognition.models import Decision
from kheo.recognition.queries.money import Money, PaidLine, payment_problem
from kheo.recognition.rules.facts import SUBJECT_LABELS

_HEAD = (
    ("TT", 5),
    ("Tập thể, cá nhân", 40),
    ("Đơn vị", 26),
    ("Đối tượng", 14),
    ("Hệ số", 8),
    ("Theo hệ số (đồng)", 18),
    ("Thực chi (đồng)", 18),
    ("Ký nhận", 22),
)


def payment_paper(decision: Decision, money: Money) -> Paper:
    """The list as the office of the signing body prints it; RefusedError where :func:`payment_problem` finds something.

    A list with lines that lack a coefficient is a draft that names them: it sums up the others only.
    """
    if problem := payment_problem(decision, money):
        raise RefusedError(problem)
    body = as_it_was(decision.body, decision.date)
    what = "Cộng" if money.is_complete else "Cộng các dòng đã tính"
    base = next(line.amount.base for line in money.lines if line.amount)
    rows = [_row(number, line) for number, line in enumerate(money.lines, 1)]
    total = ("", what, "", "", written(money.exact), written(money.total), "")
    return Paper(
        layout="administrative",
        superior=body.superior,
        issuer=body.name,
        number_template="",
        place=decision.place_name,
        year=money.day.year,
        title="Danh sách chi thưởng",
        subject=f"kèm theo Quyết định số {decision.number} ngày {decision.date:%d/%m/%Y} của Chủ tịch {body.name}",
        blocks=(
            Paragraph(
                f"Mức lương cơ sở ngày {money.day:%d/%m/%Y}: {written(base.value)} đồng, theo {base.citation}. "
                f"Số tiền: hệ số nhân mức lương cơ sở, {money.rounding.words}."
            ),
            Table(
                (
                    Column("TT", 0.5, "centre"),
                    Column("Tập thể, cá nhân", 2.8),
                    Column("Đơn vị", 1.7),
                    Column("Hệ số", 0.8, "centre"),
                    Column("Theo hệ số (đồng)", 1.5, "right"),
                    Column("Thực chi (đồng)", 1.5, "right"),
                    Column("Ký nhận", 1.5),
                ),
                (*rows, total),
                total=True,
            ),
            Paragraph(f"Tổng số tiền: {written(money.total)} đồng (bằng chữ: {money_in_words(money.total)})."),
            Paragraph(f"Căn cứ: {'; '.join(money.sources)}."),
            *([Paragraph(money.lacking)] if money.lacking else []),
        ),
        signature=Signature(decision.signer_authority, decision.signer_position, decision.signer_name or None),
        draft=not money.is_complete,
        countersignature=Signature("NGƯỜI LẬP DANH SÁCH"),
        reference=f"Khéo {decision.locality.code} · danh sách chi · quyết định {decision.pk}",
    )


def _row(number: int, line: PaidLine) -> tuple[str, ...]:
    amount = line.amount
    money = (written(amount.times), written(amount.exact), written(amount.rounded)) if amount else ("", "", "")
    return (str(number), line.shown.line.recipient, line.shown.unit_name, *money, "")


def payment_workbook(decision: Decision, money: Money) -> bytes:
    """The same list as .xlsx with real numbers; RefusedError as for the paper."""
    if problem := payment_problem(decision, money):
        raise RefusedError(problem)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Danh sách chi thưởng")
    for number, (_, width) in enumerate(_HEAD, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "C4"
    title = f"Danh sách chi thưởng kèm theo Quyết định số {decision.number} ngày {decision.date:%d/%m/%Y}"
    sheet.append([_text(sheet, title, bold=True)])
    sheet.append([])
    sheet.append([_text(sheet, heading, bold=True) for heading, _ in _HEAD])
    for number, line in enumerate(money.lines, 1):
        sheet.append(_cells(sheet, number, line))
    sums = [_dong(sheet, value) for value in (money.exact, money.total)]
    what = "Cộng" if money.is_complete else "Cộng các dòng đã tính"
    sheet.append([None, _text(sheet, what, bold=True), None, None, None, *sums])
    sheet.append([None, _text(sheet, f"Bằng chữ: {money_in_words(money.total)}")])
    sheet.append([None, _text(sheet, f"Căn cứ: {'; '.join(money.sources)}; {money.rounding.words}.")])
    if money.lacking:
        sheet.append([None, _text(sheet, money.lacking)])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _cells(sheet: WriteOnlyWorksheet, number: int, line: PaidLine) -> list[object]:
    words = (line.shown.line.recipient, line.shown.unit_name, SUBJECT_LABELS[line.shown.line.subject])
    amount = line.amount
    money = [float(amount.times), _dong(sheet, int(amount.exact)), _dong(sheet, amount.rounded)] if amount else []
    return [number, *(_text(sheet, text) for text in words), *money]


def _dong(sheet: WriteOnlyWorksheet, value: int) -> Cell:
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = "[$-42A]#,##0"
    return cell


def _text(sheet: WriteOnlyWorksheet, text: str, *, bold: bool = False) -> Cell:
    """Text stays text: what somebody typed into a name never runs as a formula."""
    cell = WriteOnlyCell(sheet, text)
    cell.data_type, cell.font = "s", Font(bold=bold)
    return cell
