"""A sheet on its way through the web: received and kept, then confirmed or thrown away."""

from collections.abc import Mapping
from typing import BinaryIO

from django.db import transaction

from kheo.foundation.models import StoredFile
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.sheets import UnreadableSheet
from kheo.foundation.text import tidy
from kheo.foundation.uploads.checks import check_upload
from kheo.foundation.uploads.keeping import keep_file, release_file
from kheo.foundation.uploads.limits import RefusedUpload
from kheo.movement.actions.importing import ImportOutcome, Typed, import_initiatives
from kheo.movement.models import Programme, WaitingSheet
from kheo.movement.queries.importing import read_sheet
from kheo.organisation.authority import Actor, require
from kheo.organisation.trail import record


def receive_sheet(actor: Actor, programme: Programme, name: str, data: bytes | BinaryIO) -> WaitingSheet:
    """Keep the file for the preview, once it was checked and read; one that cannot be read is not kept."""
    grant = require(actor, "initiatives.import", programme.locality)
    try:
        checked = check_upload(name, data, "spreadsheet")
        read_sheet(programme, checked.name, checked.data)
    except (RefusedUpload, UnreadableSheet) as refusal:
        raise RefusedError(Problem(str(refusal), "Tệp")) from None
    with transaction.atomic():
        kept = keep_file(checked, programme.locality.code, actor.account_id)
        waiting, is_new = WaitingSheet.objects.get_or_create(
            programme=programme, file=kept, defaults={"added_by": actor.account_id}
        )
        if is_new:
            record(actor, grant, "initiatives.receive", waiting, programme.locality, {"sha256": kept.sha256})
    return waiting


def decide_cells(actor: Actor, waiting: WaitingSheet, texts: Mapping[str, str]) -> int:
    """Keep what somebody says of doubtful cells: key of the cell → its text; return how many. The file stays as it came."""
    grant = require(actor, "initiatives.import", waiting.programme.locality)
    said = {key: tidy(text) for key, text in texts.items()}
    empty = [key for key, text in said.items() if not text]
    if empty:
        raise RefusedError(
            *(Problem(f"Ô «{key.replace('|', ', ')}» đã xoá trống; ghi chữ của ô, đúng như trên giấy.") for key in empty)
        )
    if said:
        with transaction.atomic():
            locked = WaitingSheet.objects.select_for_update().filter(pk=waiting.pk).first()
            if locked is None:
                raise RefusedError("Người khác vừa nhập hoặc vừa bỏ tệp này.")
            locked.decided = waiting.decided = {**locked.decided, **said}
            locked.save(update_fields=["decided"])
            record(actor, grant, "initiatives.decide", locked, waiting.programme.locality, {"cells": len(said)})
    return len(said)


def confirm_sheet(actor: Actor, waiting: WaitingSheet, *, seen: bool = False) -> ImportOutcome:
    """Import the waiting file as it was seen in the preview; when every row was taken, the file itself is let go.

    *seen*: somebody looked at the cells that were read from old fonts; without it a file with such cells is refused.
    """
    kept = waiting.file
    with transaction.atomic():
        outcome = import_initiatives(actor, waiting.programme, kept.name, content_of_file(kept), typed=Typed(waiting.decided))
        if outcome.committed and outcome.certain and not seen:
            raise RefusedError(Problem("Xem các ô đã chuyển mã rồi đánh dấu «Tôi đã xem» trước khi nhập.", "Ô đã chuyển mã"))
        if outcome.committed:
            waiting.delete()
            release_file(kept)
    return outcome


def discard_sheet(actor: Actor, waiting: WaitingSheet) -> None:
    """Throw a waiting file away; nothing of it was in the records."""
    grant = require(actor, "initiatives.import", waiting.programme.locality)
    with transaction.atomic():
        record(actor, grant, "initiatives.discard", waiting, waiting.programme.locality, {"sha256": waiting.file.sha256})
        kept = waiting.file
        waiting.delete()
        release_file(kept)


def content_of_file(kept: StoredFile) -> bytes:
    with kept.content.open("rb") as opened:
        data: bytes = opened.read()
    return data
