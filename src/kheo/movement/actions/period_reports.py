"""What a unit does with its report: writes it as it goes, sends it, answers what the office asked about it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import tidy
from kheo.movement.actions.period_notices import tell_office
from kheo.movement.models import CheckIn, Period, PeriodAnswer, PeriodItem, PeriodNote, PeriodReport, Result
from kheo.movement.queries.period_figures import figures_of
from kheo.movement.queries.periods import items_of, owner_of_report, standing_of
from kheo.movement.workflow import PERIOD_REPORT
from kheo.organisation.authority import Actor, require
from kheo.organisation.trail import record

LONGEST_TEXT = 5000
LONGEST_NOTE = 600
MOST = Decimal(10) ** 14


@dataclass(frozen=True)
class Typed:
    """An answer as it was typed and read: a number in the item's unit of measure, or a text."""

    number: Decimal | None = None
    text: str = ""

    @property
    def is_empty(self) -> bool:
        return self.number is None and not self.text.strip()


def write_report(actor: Actor, report: PeriodReport, answers: Mapping[str, Typed], version: int) -> PeriodReport:
    """Keep *answers* (by the key of the item) on the server as a draft; those not named stay as they are.

    On the trail stands that it was begun, and later what was sent: it is saved as it is typed, and keystrokes are no acts.
    """
    locality = report.period.programme.locality
    grant = require(actor, "period.answer", locality, owner_of_report(report))
    with transaction.atomic():
        held = lock_report(report, version)
        step = "rewrite" if held.state == PeriodReport.State.RETURNED else "write"
        before, held.state = held.state, PERIOD_REPORT.target(step, held.state)
        items = {item.key: item for item in items_of(held.period) if item.kind != PeriodItem.Kind.FIGURE}
        problems = list(_typed_problems(items, answers))
        if problems:
            raise RefusedError(*problems)
        for key, typed in answers.items():
            keep_answer(held, items[key], typed)
        bump(held)
        if held.state != before:
            record(actor, grant, "period_report.write", held, locality, {"items": len(answers), "version": held.version})
    return held


def submit_report(actor: Actor, report: PeriodReport, version: int) -> PeriodReport:
    """Send the report: the figures are read from the record now and kept with it. A late one is marked, not refused."""
    locality = report.period.programme.locality
    grant = require(actor, "period.answer", locality, owner_of_report(report))
    with transaction.atomic():
        held = lock_report(report, version)
        state = PERIOD_REPORT.target("submit", held.state)
        items = items_of(held.period)
        problems = list(_missing(held, items))
        if problems:
            raise RefusedError(*problems)
        _read_figures(held, items)
        held.told = _told(held)
        now = timezone.now()
        held.state, held.submitted_at, held.submitted_by = state, now, actor.account_id
        held.first_sent_at = held.first_sent_at or now
        bump(held)
        standing = standing_of(held, timezone.localdate())
        tell_office(held.period, held, f"Đã gửi báo cáo: {standing.name}, {held.period.title}")
        record(actor, grant, "period_report.submit", held, locality, {"late": standing.late, "version": held.version})
    return held


def answer_note(actor: Actor, report: PeriodReport, text: str, item: PeriodItem | None = None) -> PeriodNote:
    """The unit's word to the office about its report or one item of it."""
    locality = report.period.programme.locality
    grant = require(actor, "period.answer", locality, owner_of_report(report))
    with transaction.atomic():
        held = lock_report(report)
        problems = note_problems(text)
        if item is not None and item.period_id != held.period_id:
            problems.append(Problem("Mục này không thuộc kỳ báo cáo.", "Trả lời"))
        if problems:
            raise RefusedError(*problems)
        made = PeriodNote.objects.create(report=held, item=item, text=tidy(text), is_office=False, written_by=actor.account_id)
        record(actor, grant, "period_report.answer_note", made, locality, {"report": held.pk})
    return made


def note_problems(text: str, where: str = "Trả lời") -> list[Problem]:
    if not tidy(text):
        return [Problem("Viết một câu.", where)]
    if len(tidy(text)) > LONGEST_NOTE:
        return [Problem(f"Dài quá {LONGEST_NOTE} ký tự; viết gọn lại.", where)]
    return []


def lock_report(report: PeriodReport, version: int | None = None) -> PeriodReport:
    """The row locked for this transaction, its period open; refused where somebody changed it since *version*.

    Closing locks every report of its period, so the period's state is read after this lock and cannot change under it.
    """
    found = PeriodReport.objects.select_for_update(of=("self",)).select_related("unit", "body")
    held = found.get(pk=report.pk)
    held.period = Period.objects.select_related("programme__locality__unit").get(pk=held.period_id)
    if held.period.state != Period.State.OPEN:
        raise RefusedError("Kỳ báo cáo này đã chốt, không sửa báo cáo được nữa. Số sai thì cơ quan thường trực ghi đính chính.")
    if version is not None:
        require_version(version, held.version)
    return held


def bump(report: PeriodReport) -> None:
    report.version += 1
    report.save()


def keep_answer(report: PeriodReport, item: PeriodItem, typed: Typed) -> None:
    if typed.is_empty:
        PeriodAnswer.objects.filter(report=report, item=item).delete()
    else:
        kept = {"number": typed.number, "text": typed.text.strip()}
        PeriodAnswer.objects.update_or_create(report=report, item=item, defaults=kept)


def is_kept(report: PeriodReport, answers: Mapping[str, Typed]) -> bool:
    """Whether the server has exactly *answers* already."""
    kept = {
        answer.item.key: (answer.number, answer.text)
        for answer in PeriodAnswer.objects.filter(report=report).select_related("item")
    }
    return all(kept.get(key, (None, "")) == (typed.number, typed.text.strip()) for key, typed in answers.items())


def value_problems(item: PeriodItem, typed: Typed) -> Iterator[Problem]:
    """What is wrong with *typed* as the answer to *item*."""
    if item.kind == PeriodItem.Kind.TEXT and len(typed.text.strip()) > LONGEST_TEXT:
        yield Problem("Dài quá 5.000 ký tự; viết gọn lại.", item.label)
    if item.kind == PeriodItem.Kind.TEXT and typed.number is not None:
        yield Problem("Mục này là ô chữ.", item.label)
    if item.kind != PeriodItem.Kind.TEXT and typed.text:
        yield Problem("Mục này ghi bằng số.", item.label)
    if typed.number is not None and not 0 <= typed.number < MOST:
        yield Problem("Số phải từ 0 trở lên và không lớn quá mức.", item.label)


def _typed_problems(items: Mapping[str, PeriodItem], answers: Mapping[str, Typed]) -> Iterator[Problem]:
    for key, typed in answers.items():
        if key not in items:
            yield Problem("Mẫu vừa đổi; tải lại trang rồi ghi lại.", "Báo cáo")
        else:
            yield from value_problems(items[key], typed)


def _missing(report: PeriodReport, items: list[PeriodItem]) -> Iterator[Problem]:
    answered = set(PeriodAnswer.objects.filter(report=report).values_list("item", flat=True))
    for item in items:
        if item.is_required and item.kind != PeriodItem.Kind.FIGURE and item.pk not in answered:
            nothing = " Không có thì ghi 0." if item.kind == PeriodItem.Kind.NUMBER else " Không có thì ghi «không»."
            yield Problem(f"Mục này chưa điền.{nothing}", item.label)


def _read_figures(report: PeriodReport, items: list[PeriodItem]) -> None:
    asked = [item for item in items if item.kind == PeriodItem.Kind.FIGURE]
    if not asked:
        return
    found = figures_of(report.period, [item.figure for item in asked])[report.pk]
    for item in asked:
        counted = found[item.figure]
        kept = {"number": Decimal(counted.value), "text": "", "parts": counted.parts}
        PeriodAnswer.objects.update_or_create(report=report, item=item, defaults=kept)


def _told(report: PeriodReport) -> dict[str, dict[str, object]]:
    """What the report says of the initiatives, by field of work, to stay as it is whatever becomes of them."""
    told = dict(CheckIn.objects.filter(report=report).values_list("pk", "registration__field__key"))
    sums: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    rows = Result.objects.filter(check_in__in=told).exclude(measure="")
    for check_in, measure, value in rows.values_list("check_in", "measure", "value"):
        sums[told[check_in]][measure] += value
    return {
        field: {
            "told": sum(1 for one in told.values() if one == field),
            "results": {measure: str(value) for measure, value in sorted(sums[field].items())},
        }
        for field in sorted(set(told.values()))
    }
