"""Keeping a checked file: once per locality, under its hash, and without leaving anything behind when the act fails."""

import hashlib
from contextlib import suppress
from dataclasses import replace

import structlog
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from kheo.foundation.refusal import RefusedError
from kheo.foundation.uploads.checks import Checked
from kheo.foundation.uploads.images import clean_image
from kheo.foundation.uploads.models import StoredFile

log = structlog.get_logger(__name__)


def without_camera_data(checked: Checked) -> Checked:
    """Return a photograph drawn anew, without place, owner and time (EXIF); any other file as it is."""
    if not checked.media_type.startswith("image/"):
        return checked
    data, media_type, _width, _height = clean_image(checked.data, checked.name)
    return replace(checked, data=data, media_type=media_type, size=len(data), sha256=hashlib.sha256(data).hexdigest())


def keep_file(checked: Checked, locality: str, added_by: int | None) -> StoredFile:
    """Return the kept file of *locality* (its code) with these bytes, writing it when it is new.

    RefusedError when the disk does not take it. Call it as the last step of the action's transaction: when what follows fails,
    the row goes with the transaction, and the bytes lie under their hash, where the next keeping of the same file takes them.
    """
    name = f"stored/{locality}/{checked.sha256[:2]}/{checked.sha256}.{checked.extension}"
    with transaction.atomic():
        kept, is_new = StoredFile.objects.get_or_create(
            locality=locality,
            sha256=checked.sha256,
            defaults={
                "name": checked.name,
                "media_type": checked.media_type,
                "size": checked.size,
                "content": name,
                "added_by": added_by,
            },
        )
        if is_new:
            _write(name, checked)
    return kept


def _write(name: str, checked: Checked) -> None:
    if default_storage.exists(name):
        # Left by a keeping that did not end; its bytes may be cut off.
        default_storage.delete(name)
    try:
        default_storage.save(name, ContentFile(checked.data))
    except BaseException as error:
        with suppress(OSError):
            default_storage.delete(name)
        if isinstance(error, OSError):
            # What was typed beside the file must not be lost with it: the form comes back, the log tells the operator why.
            log.exception("file not kept", size=checked.size)
            what = f"Máy chủ chưa lưu được tệp «{checked.name}», có thể đĩa đã đầy. Báo người vận hành rồi gửi lại."
            raise RefusedError(what) from error
        raise


def release_file(kept: StoredFile) -> bool:
    """Delete *kept* unless something else still refers to it; its bytes go once the transaction holds."""
    key = {"locality": kept.locality, "sha256": kept.sha256}
    name = str(kept.content.name)
    try:
        with transaction.atomic():
            kept.delete()
    except ProtectedError:
        return False
    transaction.on_commit(lambda: _forget(key, name))
    return True


def _forget(key: dict[str, str], name: str) -> None:
    """Delete the bytes while a row of ours holds their key: whoever keeps the same file meanwhile waits, or has it already."""
    with suppress(IntegrityError), transaction.atomic():
        held = StoredFile.objects.create(**key, name="", media_type="", size=0, content=name)
        default_storage.delete(name)
        held.delete()
