"""Printing on blanks: a trial on one sheet, its pass, then batches; every batch and every sheet of it is written down."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from kheo.documents.blank import check_sheets
from kheo.foundation.lengths import longest, too_long
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import tidy
from kheo.organisation.authority import Actor, require
from kheo.organisation.trail import record
from kheo.recognition.models import (
    Blank,
    BlankVersion,
    Decision,
    DecisionKind,
    PrinterOffset,
    PrintLine,
    PrintRun,
    TrialPass,
)
from kheo.recognition.queries.blanks import is_tried, newest_version, offsets_of, paper_of
from kheo.recognition.queries.sheets import FITTING_BLANKS, DecisionSheet, chosen, printed_before, sheets_of
from kheo.recognition.rules.blanks import chosen_numbers

MOST_PROBLEMS = 20
AWAY = "đã cất; dùng lại phôi ở trang của nó, hoặc chọn phôi khác."


def print_trial(actor: Actor, blank: Blank, offset: PrinterOffset) -> PrintRun:
    """One sheet of sample words on the newest version of *blank*, on the printer of *offset*; nothing to hand out."""
    grant = require(actor, "blank.print", blank.locality)
    version = newest_version(blank)
    if blank.retired_at is not None:
        raise RefusedError(f"Phôi «{blank.name}» {AWAY}")
    _require_newest(blank, offset)
    with transaction.atomic():
        run = PrintRun.objects.create(
            version=version,
            offset=offset,
            purpose=PrintRun.Purpose.TRIAL,
            shape=PrintRun.Shape.PDF,
            made_by=actor.account_id,
        )
        record(actor, grant, "print.trial", run, blank.locality, {"version": version.pk, "offset": offset.pk})
    return run


def pass_trial(actor: Actor, run: PrintRun) -> TrialPass:
    """The trial lay right over the blank: batches may follow with the same places and the same offset."""
    blank = run.version.blank if run.version else None
    if blank is None or run.offset is None or run.purpose != PrintRun.Purpose.TRIAL:
        raise RefusedError("Lần in này không phải in thử.")
    grant = require(actor, "blank.print", blank.locality)
    _require_newest(blank, run.offset)
    if newest_version(blank) != run.version:
        raise RefusedError("Các ô chữ đã sửa sau lần in thử này; in thử lại bản mới.")
    with transaction.atomic():
        made, is_new = TrialPass.objects.get_or_create(run=run, defaults={"made_by": actor.account_id})
        if is_new:
            record(actor, grant, "print.pass", run, blank.locality)
    return made


@dataclass(frozen=True)
class BatchContent:
    """*blank* with *offset*, or neither: Khéo's own certificate on white paper. *numbers*: «3, 7-9», "" for all.

    *reason*: why sheets that were printed before are printed again.
    """

    blank: Blank | None = None
    offset: PrinterOffset | None = None
    numbers: str = ""
    shape: str = PrintRun.Shape.PDF
    reason: str = ""


def print_batch(actor: Actor, decision: Decision, content: BatchContent) -> PrintRun:
    """Write down what is printed of *decision*; the file itself is made afterwards (``actions.printing``).

    RefusedError names each sheet whose words do not fit their place, before any paper is spoilt.
    """
    grant = require(actor, "blank.print", decision.locality)
    sheets = _wanted(decision, content)
    version = newest_version(content.blank) if content.blank else None
    problems = [
        *_setting_problems(decision, content, version),
        *too_long(tidy(content.reason), longest(PrintRun, "reason"), "Lý do in lại"),
        *_reason_problems(decision, sheets, content.reason),
    ]
    if not problems and version is not None:
        problems = _fitting_problems(version, content, sheets)
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        Decision.objects.select_for_update().get(pk=decision.pk)
        if again := _reason_problems(decision, sheets, content.reason):
            raise RefusedError(*again)  # somebody printed them at the same moment
        run = PrintRun.objects.create(
            decision=decision,
            version=version,
            offset=content.offset,
            purpose=PrintRun.Purpose.BATCH,
            shape=content.shape,
            reason=tidy(content.reason),
            made_by=actor.account_id,
        )
        PrintLine.objects.bulk_create(
            PrintLine(run=run, order=order, line_id=sheet.line, certificate=sheet.certificate)
            for order, sheet in enumerate(sheets, 1)
        )
        record(actor, grant, "print.batch", run, decision.locality, {"decision": decision.pk, "sheets": len(sheets)})
    return run


def _wanted(decision: Decision, content: BatchContent) -> list[DecisionSheet]:
    every = sheets_of(decision)
    if not every:
        raise RefusedError(
            "Chưa có gì để in: chỉ in giấy chứng nhận đã cấp của quyết định công nhận, và giấy khen, bằng khen của quyết định "
            "khen thưởng đã ban hành."
        )
    try:
        numbers = chosen_numbers(content.numbers)
    except ValueError as error:
        what = f"Không đọc được «{error}»; ghi số cách nhau bằng dấu phẩy, ví dụ 3, 7-9; để trống là tất cả."
        raise RefusedError(Problem(what, "Chỉ in các số")) from None
    sheets = chosen(every, numbers)
    if absent := sorted((numbers or set()) - {sheet.number for sheet in sheets}):
        shown = ", ".join(map(str, absent[:10]))
        raise RefusedError(
            Problem(f"Không có giấy còn giá trị mang số {shown} trong quyết định này; xem lại các số.", "Chỉ in các số")
        )
    return sheets


def _setting_problems(decision: Decision, content: BatchContent, version: BlankVersion | None) -> list[Problem]:
    problems = []
    if content.shape not in PrintRun.Shape.values:
        problems.append(Problem("Chọn một trong hai kiểu tệp.", "Tệp in"))
    if content.blank is not None and version is not None:
        problems += [Problem(what, "In lên") for what in _blank_problems(decision, content.blank, content.offset, version)]
    elif decision.kind != DecisionKind.RECOGNITION:
        problems.append(Problem("Giấy khen, bằng khen in trên phôi; chọn phôi.", "In lên"))
    return problems


def _blank_problems(decision: Decision, blank: Blank, offset: PrinterOffset | None, version: BlankVersion) -> Iterator[str]:
    if blank.locality_id != decision.locality_id:
        yield "Phôi này của địa phương khác."
    elif blank.retired_at is not None:
        yield f"Phôi «{blank.name}» {AWAY}"
    elif blank.kind not in (fitting := FITTING_BLANKS[DecisionKind(decision.kind)]):
        wanted = " hoặc ".join(kind.label for kind in fitting)
        yield f"Phôi «{blank.name}» là {blank.get_kind_display()}; quyết định này in trên phôi {wanted}."
    elif offset is None or offset.blank_id != blank.pk:
        yield "Chọn máy in đã chỉnh cho phôi này."
    else:
        _require_newest(blank, offset)
        if not is_tried(version, offset):
            where = f"phôi «{blank.name}», bản {version.number}, trên máy «{offset.printer}»"
            yield f"Chưa in thử {where}. In thử một tờ, thấy khớp thì ghi nhận, rồi in cả loạt."


def _reason_problems(decision: Decision, sheets: Sequence[DecisionSheet], reason: str) -> list[Problem]:
    before = printed_before(decision)
    again = [sheet.number for sheet in sheets if sheet.key in before]
    if not again or tidy(reason):
        return []
    shown = ", ".join(f"{number:04d}" for number in again[:10])
    more = f" và {len(again) - 10} số nữa" if len(again) > 10 else ""
    return [Problem(f"Đã in trước đây: {shown}{more}. Ghi vì sao in lại, hoặc chỉ chọn số chưa in.", "Lý do in lại")]


def _fitting_problems(version: BlankVersion, content: BatchContent, sheets: Sequence[DecisionSheet]) -> list[Problem]:
    paper = paper_of(version, content.offset, timezone.localdate())
    problems = check_sheets(paper, [sheet.sheet for sheet in sheets])
    if len(problems) > MOST_PROBLEMS:
        return [*problems[:MOST_PROBLEMS], Problem(f"Còn {len(problems) - MOST_PROBLEMS} chỗ nữa như vậy.")]
    return problems


def _require_newest(blank: Blank, offset: PrinterOffset) -> None:
    if not offsets_of([blank]).filter(pk=offset.pk).exists():
        raise RefusedError("Máy in này vừa được chỉnh lại, hoặc chỉnh cho phôi khác; mở lại trang, chọn máy in rồi làm tiếp.")
