"""Taking a sheet of initiatives into a programme: all of its rows, or none; the same file twice adds nothing."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.changes import lock_programme
from kheo.movement.actions.registering import RegistrationWriter, lock_locality
from kheo.movement.actions.registrations import InitiativeContent
from kheo.movement.models import ImportedSheet, Programme, Registration, Result
from kheo.movement.queries.importing import read_sheet
from kheo.movement.reading import DraftRow, InitiativeSheet, Refusal
from kheo.movement.rules.programmes import day_within
from kheo.organisation.authority import Actor, Grant, require
from kheo.organisation.models import Body, Unit
from kheo.organisation.trail import record

CLOSED = "Chương trình đã đóng, không nhập thêm được; xem trước thì được. Mở lại chương trình rồi nhập."
CREATED, UNCHANGED, REFUSED = "created", "unchanged", "refused"


@dataclass(frozen=True)
class TakenRow:
    """What becomes (or would become) of one row of the sheet; *draft* of a refused row holds what was understood, if anything."""

    row: int
    status: str
    draft: DraftRow | None

    def as_json(self) -> dict[str, Any]:
        names = ("title", "field", "kind", "subject")
        told = {name: getattr(self.draft, name, "") or None for name in names}
        unit = getattr(self.draft, "unit_code", "") or None
        initiative = {"title": told["title"], "unit": unit, **{name: told[name] for name in names[1:]}}
        return {"row": self.row, "status": self.status, "initiative": initiative}


@dataclass(frozen=True)
class ImportOutcome:
    """A reading of the whole sheet. Without *committed* nothing was written, and the rows say what would happen.

    *is_preview*: nothing was to be written; then ``created`` says how many would be.
    """

    committed: bool
    rows: list[TakenRow]
    refused: list[Refusal]
    warnings: list[str]
    is_preview: bool = False

    def count(self, status: str) -> int:
        return sum(row.status == status for row in self.rows)

    @property
    def created(self) -> int:
        return self.count(CREATED) if self.committed or self.is_preview else 0

    @property
    def unchanged(self) -> int:
        return self.count(UNCHANGED)

    def as_json(self) -> dict[str, Any]:
        return {
            "committed": self.committed,
            "created": self.created,
            "unchanged": self.unchanged,
            "refused": [{"row": one.row, "column": one.column, "value": one.value, "reason": one.reason} for one in self.refused],
            "rows": [row.as_json() for row in self.rows],
        }


def preview_import(actor: Actor, programme: Programme, name: str, data: bytes) -> ImportOutcome:
    """Say what importing the file would do; writes nothing, and reads against a closed programme too."""
    require(actor, "initiatives.import", programme.locality)
    return replace(_plan(read_sheet(programme, name, data), RegistrationWriter(programme)), is_preview=True)


def import_initiatives(
    actor: Actor,
    programme: Programme,
    name: str,
    data: bytes,
    *,
    registered_on: date | None = None,
    results_as_of: date | None = None,
) -> ImportOutcome:
    """Take every row of the file into *programme*, or none when one is refused.

    *registered_on*: day of the registrations, else the programme's closing day or today, whichever is earlier;
    *results_as_of*: day of the results in the sheet, else today, at the latest the year's last day. A row with results is one
    that is being carried out. Total scores in the sheet are not taken: a sheet of scores is made of items.
    """
    grant = require(actor, "initiatives.import", programme.locality)
    read = read_sheet(programme, name, data)
    with transaction.atomic():
        lock_locality(programme.locality)
        locked = lock_programme(programme)
        if locked.state == Programme.State.CLOSED:
            raise RefusedError(CLOSED)
        writer = RegistrationWriter(programme)
        plan = _plan(read, writer)
        if plan.refused:
            return plan
        today = timezone.localdate()
        days = (
            registered_on or day_within(programme.registration_closes, programme.year, today),
            results_as_of or day_within(None, programme.year, today),
        )
        if plan.count(CREATED):
            _write(actor, writer, plan, days)
            _note(actor, grant, programme, plan, (name, data))
    return ImportOutcome(True, plan.rows, [], plan.warnings)


def _plan(read: InitiativeSheet, writer: RegistrationWriter) -> ImportOutcome:
    units = dict(Unit.objects.filter(code__in={draft.unit_code for draft in read.rows}).values_list("code", "pk"))
    bodies = dict(Body.objects.filter(code__in={draft.body_code for draft in read.rows}).values_list("code", "pk"))
    rows, differing = [], []
    for draft in read.rows:
        known = writer.find(units[draft.unit_code], bodies.get(draft.body_code), content_of(draft))
        taken = known is not None and writer.is_registered(known)
        rows.append(TakenRow(draft.number, UNCHANGED if taken else CREATED, draft))
        if taken and known is not None and writer.field_of(known) != draft.field:
            differing.append(draft.number)
    unfinished = {draft.number: draft for draft in read.unfinished}
    rows += [TakenRow(number, REFUSED, unfinished.get(number)) for number in sorted({one.row for one in read.refused})]
    return ImportOutcome(
        committed=False,
        rows=sorted(rows, key=lambda row: row.row),
        refused=sorted(read.refused, key=lambda one: one.row),
        warnings=[*read.warnings, *_warnings(read, differing)],
    )


def content_of(draft: DraftRow) -> InitiativeContent:
    return InitiativeContent(
        title=draft.title,
        kind=draft.kind,
        subject=draft.subject,
        field=draft.field,
        holder=draft.holder,
        leading_body=draft.leading_body,
        summary=draft.summary,
    )


def _warnings(read: InitiativeSheet, differing: list[int]) -> list[str]:
    warnings = []
    if any(draft.self_score is not None or draft.verified_score is not None for draft in read.rows):
        warnings.append(
            "Tổng điểm trong bảng không được lấy vào phiếu: điểm ghi theo từng mục của bộ tiêu chí ở trang chấm điểm."
        )
    if differing:
        numbers = ", ".join(map(str, differing[:20])) + ("…" if len(differing) > 20 else "")
        warnings.append(
            f"Đã có trong chương trình với lĩnh vực khác, giữ nguyên như đã ghi: dòng {numbers}. Muốn đổi thì sửa hồ sơ."
        )
    return warnings


def _write(actor: Actor, writer: RegistrationWriter, plan: ImportOutcome, days: tuple[date, date]) -> None:
    registered_on, as_of = days
    drafts = [row.draft for row in plan.rows if row.status == CREATED and row.draft is not None]
    units = dict(Unit.objects.filter(code__in={draft.unit_code for draft in drafts}).values_list("code", "pk"))
    bodies = dict(Body.objects.filter(code__in={draft.body_code for draft in drafts}).values_list("code", "pk"))
    results = []
    for draft in drafts:
        state = Registration.State.RUNNING if draft.results else Registration.State.REGISTERED
        made = writer.write(units[draft.unit_code], bodies.get(draft.body_code), content_of(draft), registered_on, state)
        results += [
            Result(registration=made, measure=measure, value=value, as_of=as_of, added_by=actor.account_id)
            for measure, value in draft.results.items()
        ]
    Result.objects.bulk_create(results, batch_size=500)


def _note(actor: Actor, grant: Grant, programme: Programme, plan: ImportOutcome, file: tuple[str, bytes]) -> None:
    name, data = file
    kept = ImportedSheet.objects.create(
        programme=programme,
        name=name[:200],
        sha256=hashlib.sha256(data).hexdigest(),
        created=plan.count(CREATED),
        unchanged=plan.unchanged,
        confirmed_by=actor.account_id,
    )
    details = {"programme": programme.code, "sha256": kept.sha256, "created": kept.created, "unchanged": kept.unchanged}
    record(actor, grant, "initiatives.import", kept, programme.locality, details)
