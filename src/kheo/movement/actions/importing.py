"""Taking a sheet of initiatives into a programme: all of its rows, or none; the same file twice adds nothing."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from kheo.foundation.refusal import RefusedError
from kheo.foundation.sheets import Conversion
from kheo.movement.actions.changes import lock_programme
from kheo.movement.actions.registering import NewRegistration, RegistrationWriter, lock_locality
from kheo.movement.actions.registrations import InitiativeContent
from kheo.movement.actions.sketching import sketch_initiatives
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
    sheet: str = ""

    def as_json(self) -> dict[str, Any]:
        names = ("title", "field", "kind", "subject")
        told = {name: getattr(self.draft, name, "") or None for name in names}
        unit = getattr(self.draft, "unit_code", "") or None
        initiative = {"title": told["title"], "unit": unit, **{name: told[name] for name in names[1:]}}
        answer: dict[str, Any] = {"sheet": self.sheet} if self.sheet else {}
        encoding = self.draft.encoding if self.draft else "unicode"
        answer |= {"row": self.row, "status": self.status, "encoding": encoding, "initiative": initiative}
        if self.draft and self.draft.conversions:
            answer["conversions"] = [
                {
                    "column": one.letter,
                    "before": one.before,
                    "after": one.after,
                    "encoding": one.encoding,
                    "confidence": one.confidence,
                }
                for one in self.draft.conversions
            ]
        return answer


@dataclass(frozen=True)
class ImportOutcome:
    """A reading of the whole sheet. Without *committed* nothing was written, and the rows say what would happen.

    *is_preview*: nothing was to be written; then ``created`` says how many would be. *conversions*: cells read into Unicode.
    """

    committed: bool
    rows: list[TakenRow]
    refused: list[Refusal]
    warnings: list[str]
    is_preview: bool = False
    conversions: list[Conversion] = field(default_factory=list)

    def count(self, status: str) -> int:
        return sum(row.status == status for row in self.rows)

    @property
    def created(self) -> int:
        return self.count(CREATED) if self.committed or self.is_preview else 0

    @property
    def unchanged(self) -> int:
        return self.count(UNCHANGED)

    @property
    def faults(self) -> list[Refusal]:
        """What has to be mended in the file."""
        return [one for one in self.refused if not one.is_doubt]

    @property
    def doubtful(self) -> list[Conversion]:
        """Cells whose reading somebody has to confirm or correct, in the order of the file."""
        return [one for one in self.conversions if one.is_doubtful]

    @property
    def certain(self) -> list[Conversion]:
        """Cells read from old fonts that are shown and taken together; loose marks put on their letters are no guess."""
        return [one for one in self.conversions if not one.is_doubtful and one.encoding != "nfd"]

    def as_json(self) -> dict[str, Any]:
        return {
            "committed": self.committed,
            "created": self.created,
            "unchanged": self.unchanged,
            "refused": [
                {
                    **({"sheet": one.sheet} if one.sheet else {}),
                    "row": one.row,
                    "column": one.column,
                    "value": one.value,
                    "reason": one.reason,
                }
                for one in self.refused
            ],
            "rows": [row.as_json() for row in self.rows],
        }


@dataclass(frozen=True)
class Typed:
    """What is said of cells in old fonts. *decided*: the text of a cell, by its key; *accept_doubtful*: every reading stands."""

    decided: Mapping[str, str] = field(default_factory=dict)
    accept_doubtful: bool = False


AS_READ = Typed()
Progress = Callable[[int, int], None]  # rows written, rows to write


def _nobody_looks(_written: int, _all: int) -> None:
    """Progress that is told to nobody."""


def preview_import(actor: Actor, programme: Programme, name: str, data: bytes, typed: Typed = AS_READ) -> ImportOutcome:
    """Say what importing the file would do; writes nothing, and reads against a closed programme too."""
    require(actor, "initiatives.import", programme.locality)
    return replace(_plan(_read(programme, name, data, typed), RegistrationWriter(programme)), is_preview=True)


def _read(programme: Programme, name: str, data: bytes, typed: Typed) -> InitiativeSheet:
    read = read_sheet(programme, name, data, typed.decided)
    doubtful = {one.key: one.after for one in read.conversions if one.is_doubtful}
    if typed.accept_doubtful and doubtful:
        return read_sheet(programme, name, data, {**doubtful, **typed.decided})
    return read


def import_initiatives(  # noqa: PLR0913  the days are for the demo and for lists of former years
    actor: Actor,
    programme: Programme,
    name: str,
    data: bytes,
    *,
    registered_on: date | None = None,
    results_as_of: date | None = None,
    typed: Typed = AS_READ,
    progress: Progress = _nobody_looks,
) -> ImportOutcome:
    """Take every row of the file into *programme*, or none when one is refused.

    *registered_on*: day of the registrations, else the programme's closing day or today, whichever is earlier;
    *results_as_of*: day of the results in the sheet, else today, at the latest the year's last day. A row with results is one
    that is being carried out. Total scores in the sheet are not taken: a sheet of scores is made of items.
    """
    grant = require(actor, "initiatives.import", programme.locality)
    read = _read(programme, name, data, typed)
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
            _write(actor, writer, plan, days, progress)
            _note(actor, grant, programme, plan, (name, data))
    return replace(plan, committed=True)


def _plan(read: InitiativeSheet, writer: RegistrationWriter) -> ImportOutcome:
    units = dict(Unit.objects.filter(code__in={draft.unit_code for draft in read.rows}).values_list("code", "pk"))
    bodies = dict(Body.objects.filter(code__in={draft.body_code for draft in read.rows}).values_list("code", "pk"))
    rows: list[TakenRow] = []
    differing: list[DraftRow] = []
    named: set[int] = set()
    for draft in read.rows:
        known = writer.find(units[draft.unit_code], bodies.get(draft.body_code), content_of(draft))
        taken = known is not None and writer.is_registered(known)
        again = known is not None and known.pk in named  # under its own name and under that of a double merged into it
        named |= {known.pk} if known else set()
        rows.append(TakenRow(draft.number, UNCHANGED if taken or again else CREATED, draft, draft.sheet))
        if taken and known is not None and writer.field_of(known) != draft.field:
            differing.append(draft)
    unfinished = {draft.place: draft for draft in read.unfinished}
    rows += [TakenRow(row, REFUSED, unfinished.get((sheet, row)), sheet) for sheet, row in {one.place for one in read.refused}]
    order = {sheet: number for number, sheet in enumerate(dict.fromkeys(one.sheet for one in (*read.rows, *read.unfinished)))}
    return ImportOutcome(
        committed=False,
        rows=sorted(rows, key=lambda row: (order.get(row.sheet, 0), row.row)),
        refused=sorted(read.refused, key=lambda one: (order.get(one.sheet, 0), one.row)),
        warnings=[*read.warnings, *_warnings(read, differing)],
        conversions=read.conversions,
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
        novelty=draft.novelty,
        leading_kind=draft.leading_kind,
        answers=draft.answers,
    )


def _warnings(read: InitiativeSheet, differing: list[DraftRow]) -> list[str]:
    warnings = []
    if any(draft.self_score is not None or draft.verified_score is not None for draft in read.rows):
        warnings.append(
            "Tổng điểm trong bảng không được lấy vào phiếu: điểm ghi theo từng mục của bộ tiêu chí ở trang chấm điểm."
        )
    if differing:
        told = [f"{draft.number} ({draft.sheet})" if draft.sheet else str(draft.number) for draft in differing]
        numbers = ", ".join(told[:20]) + ("…" if len(differing) > 20 else "")
        warnings.append(
            f"Đã có trong chương trình với lĩnh vực khác, giữ nguyên như đã ghi: dòng {numbers}. Muốn đổi thì sửa hồ sơ."
        )
    return warnings


def _write(actor: Actor, writer: RegistrationWriter, plan: ImportOutcome, days: tuple[date, date], progress: Progress) -> None:
    registered_on, as_of = days
    drafts = [row.draft for row in plan.rows if row.status == CREATED and row.draft is not None]
    units = dict(Unit.objects.filter(code__in={draft.unit_code for draft in drafts}).values_list("code", "pk"))
    bodies = dict(Body.objects.filter(code__in={draft.body_code for draft in drafts}).values_list("code", "pk"))
    made = writer.write_all(
        [
            NewRegistration(
                unit=units[draft.unit_code],
                body=bodies.get(draft.body_code),
                content=content_of(draft),
                registered_on=registered_on,
                state=Registration.State.RUNNING if draft.results else Registration.State.REGISTERED,
            )
            for draft in drafts
        ],
        lambda written: progress(written, len(drafts)),
    )
    results = [
        Result(registration=registration, measure=measure, value=value, as_of=as_of, added_by=actor.account_id)
        for registration, draft in zip(made, drafts, strict=True)
        for measure, value in draft.results.items()
    ]
    Result.objects.bulk_create(results, batch_size=500)
    sketch_initiatives({registration.initiative_id for registration in made})


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
    details = {
        "programme": programme.code,
        "sha256": kept.sha256,
        "created": kept.created,
        "unchanged": kept.unchanged,
        "converted": len(plan.certain),
        "settled": sum(one.is_settled for one in plan.conversions),
    }
    record(actor, grant, "initiatives.import", kept, programme.locality, details)
