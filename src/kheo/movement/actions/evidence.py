"""Files that prove something of a registration: added after every check, captioned, shown to the public or taken away."""

from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from django.db import transaction
from django.utils import timezone

from kheo.foundation.models import StoredFile
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import tidy
from kheo.foundation.uploads.checks import Checked, check_upload
from kheo.foundation.uploads.keeping import keep_file, release_file, without_camera_data
from kheo.foundation.uploads.limits import RefusedUpload
from kheo.movement.actions.registrations import lock_registration
from kheo.movement.models import CheckIn, Evidence, Registration
from kheo.movement.queries.registrations import owner_of
from kheo.organisation.authority import Actor, Grant, require
from kheo.organisation.trail import record

CAPTION_LENGTH, PLACE_LENGTH = 200, 200


@dataclass(frozen=True)
class EvidenceContent:
    """What is said of a file: *is_public* only for photographs, *is_not_secret* as the person declares it.

    *taken_on*, *place*: when and where, as the person says; what the camera wrote is taken out of the file.
    """

    caption: str
    is_public: bool = False
    is_not_secret: bool = False
    taken_on: date | None = None
    place: str = ""


def add_evidence(
    actor: Actor, registration: Registration, name: str, data: bytes | BinaryIO, content: EvidenceContent
) -> Evidence:
    """Keep the file for *registration*: checked by its bytes, a photograph drawn anew without EXIF, once per locality."""
    locality = registration.programme.locality
    grant = require(actor, "evidence.add", locality, owner_of(registration))
    checked, problems = look_at_evidence(name, data, content)
    if problems or checked is None:
        raise RefusedError(*problems)
    with transaction.atomic():
        return keep_evidence(actor, grant, lock_registration(registration), checked, content)


def look_at_evidence(name: str, data: bytes | BinaryIO, content: EvidenceContent) -> tuple[Checked | None, list[Problem]]:
    """Return the file as it may be kept (None: it may not) and everything that is wrong with it or with its words."""
    problems = [*_caption_problems(content.caption), *_taken_problems(content)]
    if not content.is_not_secret:
        problems.append(
            Problem("Đánh dấu «không thuộc bí mật nhà nước» nếu đúng như vậy; tài liệu mật không đưa vào đây.", "Xác nhận")
        )
    try:
        checked = without_camera_data(check_upload(name, data, "evidence"))
    except RefusedUpload as refusal:
        return None, [*problems, Problem(str(refusal), "Tệp")]
    if content.is_public and not checked.media_type.startswith("image/"):
        problems.append(Problem("Chỉ ảnh mới hiện ở trang công khai; bỏ đánh dấu công khai với tệp này.", "Công khai"))
    return checked, problems


def keep_evidence(
    actor: Actor,
    grant: Grant,
    registration: Registration,
    checked: Checked,
    content: EvidenceContent,
    check_in: CheckIn | None = None,
) -> Evidence:
    """Keep a file that was looked at, inside the transaction of the act it comes with (*grant*: that of ``evidence.add``)."""
    locality = registration.programme.locality
    kept = keep_file(checked, locality.code, actor.account_id)
    if Evidence.objects.filter(registration=registration, file=kept).exists():
        raise RefusedError(Problem("Hồ sơ này đã có đúng tệp ấy; không cần thêm lần nữa.", "Tệp"))
    made = Evidence.objects.create(
        registration=registration,
        file=kept,
        caption=tidy(content.caption),
        is_public=content.is_public,
        check_in=check_in,
        taken_on=content.taken_on,
        place=tidy(content.place),
        added_by=actor.account_id,
    )
    details = {"registration": registration.pk, "file": kept.sha256, "public": made.is_public, "declared_not_secret": True}
    record(actor, grant, "evidence.add", made, locality, details)
    return made


def describe_evidence(actor: Actor, evidence: Evidence, caption: str, *, is_public: bool) -> Evidence:
    """Change the caption, and whether the public sees the photograph."""
    registration = evidence.registration
    grant = require(actor, "evidence.add", registration.programme.locality, owner_of(registration))
    problems = _caption_problems(caption)
    if is_public and not evidence.file.media_type.startswith("image/"):
        problems.append(Problem("Chỉ ảnh mới hiện ở trang công khai; bỏ đánh dấu công khai với tệp này.", "Công khai"))
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        locked = _lock(evidence)
        locked.caption, locked.is_public = tidy(caption), is_public
        locked.save(update_fields=["caption", "is_public"])
        record(actor, grant, "evidence.describe", locked, registration.programme.locality, {"public": is_public})
    return locked


def remove_evidence(actor: Actor, evidence: Evidence) -> None:
    """Take the file away; its bytes go with it unless another registration of the locality uses the same file."""
    registration = evidence.registration
    locality = registration.programme.locality
    grant = require(actor, "evidence.add", locality, owner_of(registration))
    with transaction.atomic():
        locked = _lock(evidence)
        kept = StoredFile.objects.get(pk=locked.file_id)
        details = {"registration": registration.pk, "file": kept.sha256}
        record(actor, grant, "evidence.remove", locked, locality, details)
        locked.delete()
        release_file(kept)


def _lock(evidence: Evidence) -> Evidence:
    """The row locked for this transaction, as long as it belongs to the record on whose page it was seen."""
    found = Evidence.objects.select_for_update().filter(pk=evidence.pk, registration=evidence.registration_id).first()
    if found is None:
        raise RefusedError("Người khác vừa bỏ tệp này, hoặc hồ sơ vừa gộp; mở lại trang.")
    return found


def _caption_problems(caption: str) -> list[Problem]:
    if not tidy(caption):
        return [Problem("Ghi chú thích: tệp này chứng minh điều gì.", "Chú thích")]
    if len(tidy(caption)) > CAPTION_LENGTH:
        return [Problem(f"Chú thích dài quá {CAPTION_LENGTH} ký tự; viết gọn lại.", "Chú thích")]
    return []


def _taken_problems(content: EvidenceContent) -> list[Problem]:
    problems = []
    if content.taken_on is not None and content.taken_on > timezone.localdate():
        problems.append(Problem("Ngày chụp ở sau hôm nay; ghi đúng ngày chụp, ngày lập.", "Ngày chụp"))
    if len(tidy(content.place)) > PLACE_LENGTH:
        problems.append(Problem(f"Nơi chụp dài quá {PLACE_LENGTH} ký tự; viết gọn lại.", "Nơi chụp"))
    return problems
