"""A report period from its form to its closing: drawn up, edited, opened for those who owe, its day put off, closed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from kheo.directives.measures import MEASURES
from kheo.foundation.refusal import Problem, RefusedError, require_version
from kheo.foundation.text import fold, tidy
from kheo.movement.actions.period_notices import tell_units
from kheo.movement.models import Period, PeriodItem, PeriodReport, Programme
from kheo.movement.queries.periods import SENT, Owing, items_of, who_owes
from kheo.movement.rules.periods import Days, Item, item_problems, key_of, period_problems, usual_items
from kheo.movement.workflow import PERIOD
from kheo.organisation.authority import Actor, require
from kheo.organisation.trail import record


@dataclass(frozen=True)
class PeriodContent:
    """What a period is called, which days it tells of, and what the office asks beside the form."""

    kind: str
    title: str
    days: Days
    ask: str = ""


def create_period(actor: Actor, programme: Programme, content: PeriodContent, like: Period | None = None) -> Period:
    """Draw up a period of *programme* with the items of *like* («như kỳ trước»), else with the usual form of its kind."""
    grant = require(actor, "period.manage", programme.locality)
    if like is not None and like.programme.locality_id != programme.locality_id:
        raise RefusedError(Problem("Kỳ này không thuộc địa phương; chọn trong danh sách.", "Lấy mẫu của"))
    problems = _problems(programme, content)
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        made = Period.objects.create(programme=programme, **_fields(content))
        items = [item_of(row) for row in items_of(like)] if like else usual_items(content.kind, _figures())
        _write(made, items)
        record(actor, grant, "period.create", made, programme.locality, {"like": like.pk if like else None})
    return made


def edit_period(actor: Actor, period: Period, content: PeriodContent, version: int) -> Period:
    """Change days, title and words of a period that is still being drawn up."""
    locality = period.programme.locality
    grant = require(actor, "period.manage", locality)
    with transaction.atomic():
        held = lock_period(period, version)
        PERIOD.target("edit", held.state)
        problems = _problems(held.programme, content, held)
        if problems:
            raise RefusedError(*problems)
        for name, value in _fields(content).items():
            setattr(held, name, value)
        _bump(held)
        record(actor, grant, "period.edit", held, locality, {"version": held.version})
    return held


def write_items(actor: Actor, period: Period, items: Sequence[Item], version: int) -> Period:
    """Put *items* in place of the form that stands; one whose key is known keeps it, a new one gets a key from its words."""
    locality = period.programme.locality
    grant = require(actor, "period.manage", locality)
    with transaction.atomic():
        held = lock_period(period, version)
        PERIOD.target("edit", held.state)
        problems = list(item_problems(items, _figures()))
        if problems:
            raise RefusedError(*problems)
        PeriodItem.objects.filter(period=held).delete()
        _write(held, items)
        _bump(held)
        record(actor, grant, "period.items", held, locality, {"items": len(items)})
    return held


def discard_period(actor: Actor, period: Period, version: int) -> None:
    """Take away a period that was drawn up by mistake; nobody was asked anything yet."""
    locality = period.programme.locality
    grant = require(actor, "period.manage", locality)
    with transaction.atomic():
        held = lock_period(period, version)
        PERIOD.target("edit", held.state)
        record(actor, grant, "period.discard", held, locality)
        held.delete()


def open_period(actor: Actor, period: Period, places: Collection[str], version: int) -> Period:
    """Ask the reports of *places* (keys of :func:`who_owes`) from now on, and tell their staff."""
    locality = period.programme.locality
    grant = require(actor, "period.manage", locality)
    today = timezone.localdate()
    with transaction.atomic():
        held = lock_period(period, version)
        state = PERIOD.target("open", held.state)
        asked = [one for one in who_owes(held, today) if one.key in places]
        problems = list(item_problems([item_of(row) for row in items_of(held)], _figures()))
        if not asked:
            problems.append(Problem("Chọn ít nhất một nơi phải báo cáo.", "Nơi báo cáo"))
        if len(asked) != len(set(places)):
            problems.append(Problem("Danh sách nơi báo cáo vừa đổi; tải lại trang rồi chọn lại.", "Nơi báo cáo"))
        if problems:
            raise RefusedError(*problems)
        held.state, held.opened_at = state, timezone.now()
        _bump(held)
        reports = [PeriodReport(period=held, unit=one.unit, body=one.body) for one in asked]
        PeriodReport.objects.bulk_create(reports)
        told = tell_units(held, PeriodReport.objects.filter(period=held), f"Mời gửi: {held.title}", _asked(held))
        record(actor, grant, "period.open", held, locality, {"reports": len(reports), "notices": told})
    return held


def add_report(actor: Actor, period: Period, place: str) -> PeriodReport:
    """Ask one more place for its report while the period is open."""
    locality = period.programme.locality
    grant = require(actor, "period.manage", locality)
    with transaction.atomic():
        held = lock_period(period)
        PERIOD.target("extend", held.state)
        found: Owing | None = next((one for one in who_owes(held, timezone.localdate()) if one.key == place), None)
        if found is None:
            raise RefusedError(Problem("Chọn một nơi trong danh sách.", "Nơi báo cáo"))
        made, is_new = PeriodReport.objects.get_or_create(period=held, unit=found.unit, body=found.body)
        if not is_new:
            raise RefusedError(Problem(f"«{found.name}» đã ở trong kỳ này.", "Nơi báo cáo"))
        tell_units(held, [made], f"Mời gửi: {held.title}", _asked(held))
        record(actor, grant, "period.add_report", made, locality, {"period": held.pk})
    return made


def extend_period(actor: Actor, period: Period, due_on: date, version: int) -> Period:
    """Put off the day by which reports are due; those who have not sent are told."""
    locality = period.programme.locality
    grant = require(actor, "period.manage", locality)
    with transaction.atomic():
        held = lock_period(period, version)
        PERIOD.target("extend", held.state)
        if due_on <= held.due_on:
            raise RefusedError(Problem(f"Hạn mới phải sau hạn đang có, {held.due_on:%d/%m/%Y}.", "Hạn mới"))
        if due_on.year > held.programme.year + 1:
            raise RefusedError(Problem(f"Hạn cách năm {held.programme.year} quá xa; xem lại năm.", "Hạn mới"))
        before, held.due_on = held.due_on, due_on
        _bump(held)
        waiting = PeriodReport.objects.filter(period=held).exclude(state__in=SENT)
        tell_units(held, waiting, f"Lùi hạn đến {due_on:%d/%m/%Y}: {held.title}")
        record(actor, grant, "period.extend", held, locality, {"from": before.isoformat(), "to": due_on.isoformat()})
    return held


def close_period(actor: Actor, period: Period, version: int) -> Period:
    """Close the period: no answer changes after it. Who has not sent stays named as missing."""
    locality = period.programme.locality
    grant = require(actor, "period.manage", locality)
    with transaction.atomic():
        held = lock_period(period, version)
        state = PERIOD.target("close", held.state)
        # Every report is locked: whoever is writing one at this moment ends first, whoever comes after finds the period closed.
        reports = list(PeriodReport.objects.select_for_update().filter(period=held))
        sent = sum(report.state in SENT for report in reports)
        if not sent:
            raise RefusedError("Chưa nơi nào gửi báo cáo nên chưa có gì để chốt. Nhắc các đơn vị, hoặc lùi hạn.")
        held.state, held.closed_at = state, timezone.now()
        _bump(held)
        record(actor, grant, "period.close", held, locality, {"sent": sent, "missing": len(reports) - sent})
    return held


def item_of(row: PeriodItem) -> Item:
    """A row of the form as the rules and a new period take it."""
    return Item(row.key, row.kind, row.label, row.help, row.unit_of_measure, row.figure, row.is_required)


def lock_period(period: Period, version: int | None = None) -> Period:
    """The row locked for this transaction; refused where somebody changed it since *version* (None: whatever it is now)."""
    found = Period.objects.select_for_update(of=("self",)).select_related("programme__locality__unit")
    held = found.filter(pk=period.pk).first()
    if held is None:
        raise RefusedError("Người khác vừa bỏ kỳ báo cáo này. Về danh sách kỳ báo cáo để xem.")
    if version is not None:
        require_version(version, held.version)
    return held


def _bump(period: Period) -> None:
    period.version += 1
    period.save()


def _figures() -> list[str]:
    return [key for key, _label in MEASURES.source.choices()]


def _problems(programme: Programme, content: PeriodContent, held: Period | None = None) -> list[Problem]:
    problems = list(period_problems(content.title, content.days, programme.year, content.ask))
    if content.kind not in Period.Kind.values:
        problems.append(Problem("Chọn loại kỳ báo cáo trong danh sách.", "Loại"))
    others = Period.objects.filter(programme=programme)
    if held is not None:
        others = others.exclude(pk=held.pk)
    if fold(content.title) in {fold(title) for title in others.values_list("title", flat=True)}:
        problems.append(Problem("Chương trình này đã có kỳ báo cáo mang tên ấy.", "Tên kỳ báo cáo"))
    return problems


def _fields(content: PeriodContent) -> dict[str, object]:
    return {
        "kind": content.kind,
        "title": tidy(content.title),
        "first_day": content.days.first,
        "last_day": content.days.last,
        "due_on": content.days.due,
        "ask": content.ask.strip(),
    }


def _write(period: Period, items: Sequence[Item]) -> None:
    taken: list[str] = [item.key for item in items if item.key]
    for order, item in enumerate(items, 1):
        key = item.key or key_of(item.label, taken)
        taken.append(key)
        PeriodItem.objects.create(
            period=period,
            key=key,
            kind=item.kind,
            label=tidy(item.label),
            help=tidy(item.help),
            unit_of_measure=tidy(item.unit_of_measure),
            figure=item.figure if item.kind == PeriodItem.Kind.FIGURE else "",
            order=order,
            is_required=item.is_required,
        )


def _asked(period: Period) -> str:
    return f"Hạn gửi {period.due_on:%d/%m/%Y}. {period.ask}".strip()
