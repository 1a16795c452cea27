"""What was found at an inspection, with photographs; written once, a correction names what it corrects."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from kheo.democracy.actions.board_inspections import lock_inspection
from kheo.democracy.models import Inspection, Sighting, SightingPhoto
from kheo.democracy.queries.board_rights import require_work
from kheo.democracy.rules.inspections import finding_problems
from kheo.democracy.workflow import INSPECTION
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import tidy
from kheo.foundation.uploads.checks import Checked
from kheo.foundation.uploads.keeping import keep_file
from kheo.foundation.uploads.papers import SentFile, look_at
from kheo.organisation.authority import Actor
from kheo.organisation.trail import record


@dataclass(frozen=True)
class Snapshot:
    """A photograph of a finding; *is_public*: nobody can be recognised in it."""

    file: SentFile
    taken_on: date
    caption: str = ""
    is_public: bool = False


@dataclass(frozen=True)
class SightingContent:
    kind: str
    text: str
    photos: Sequence[Snapshot] = ()


def add_sighting(actor: Actor, inspection: Inspection, content: SightingContent) -> Sighting:
    """Write down one more thing that was found, until the Front confirms the minutes."""
    return _write(actor, inspection, content, None)


def correct_sighting(actor: Actor, sighting: Sighting, content: SightingContent) -> Sighting:
    """Write *sighting* anew: the new row names it and takes its place; photographs of both stay."""
    return _write(actor, sighting.inspection, content, sighting)


def _write(actor: Actor, inspection: Inspection, content: SightingContent, corrects: Sighting | None) -> Sighting:
    grant = require_work(actor, inspection.board)
    looked = [look_at(photo.file, "picture", "Ảnh") for photo in content.photos]
    problems = list(finding_problems(content.text, [photo.caption for photo in content.photos]))
    if content.kind not in Sighting.Kind.values:
        problems.append(Problem("Chọn làm đúng, hạn chế hay dấu hiệu vi phạm.", "Loại"))
    for (_checked, wrong), photo in zip(looked, content.photos, strict=True):
        problems += wrong
        if photo.taken_on > timezone.localdate():
            problems.append(Problem(f"Ngày {photo.taken_on:%d/%m/%Y} chưa đến.", "Ngày chụp"))
    with transaction.atomic():
        held = lock_inspection(inspection)
        INSPECTION.target("correct_sighting" if corrects else "add_sighting", held.state)
        if corrects is not None and Sighting.objects.filter(corrects=corrects).exists():
            problems.append(Problem("Phát hiện này đã ghi lại rồi; ghi lại bản mới nhất.", "Đã thấy gì"))
        if problems:
            raise RefusedError(*problems)
        made = Sighting.objects.create(
            inspection=held, kind=content.kind, text=tidy(content.text), corrects=corrects, added_by=actor.account_id
        )
        kept = [(checked, photo) for (checked, _wrong), photo in zip(looked, content.photos, strict=True) if checked]
        _keep(made, kept, held.board.locality.code, actor.account_id)
        details = {"kind": content.kind, "photos": len(kept), "corrects": corrects.pk if corrects else None}
        record(actor, grant, "sighting.correct" if corrects else "sighting.add", made, held.board.locality, details)
    return made


def _keep(sighting: Sighting, photos: list[tuple[Checked, Snapshot]], locality: str, added_by: int | None) -> None:
    for checked, photo in photos:
        SightingPhoto.objects.create(
            sighting=sighting,
            file=keep_file(checked, locality, added_by),
            caption=tidy(photo.caption),
            taken_on=photo.taken_on,
            is_public=photo.is_public,
        )
