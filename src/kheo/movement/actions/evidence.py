"""Files that prove something of a registration: added after every check, captioned, shown to the public or taken away."""

from dataclasses import dataclass
from typing import BinaryIO

from django.db import transaction

from kheo.foundation.models import StoredFile
from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.text import tidy
from kheo.foundation.uploads.checks import check_upload
from kheo.foundation.uploads.keeping import keep_file, release_file, without_camera_data
from kheo.foundation.uploads.limits import RefusedUpload
from kheo.movement.models import Evidence, Registration
from kheo.movement.queries.registrations import owner_of
from kheo.organisation.authority import Actor, require
from kheo.organisation.trail import record

CAPTION_LENGTH = 200


@dataclass(frozen=True)
class EvidenceContent:
    """What is said of a file: *is_public* only for photographs, *is_not_secret* as the person declares it."""

    caption: str
    is_public: bool = False
    is_not_secret: bool = False


def add_evidence(
    actor: Actor, registration: Registration, name: str, data: bytes | BinaryIO, content: EvidenceContent
) -> Evidence:
    """Keep the file for *registration*: checked by its bytes, a photograph drawn anew without EXIF, once per locality."""
    locality = registration.programme.locality
    grant = require(actor, "evidence.add", locality, owner_of(registration))
    problems = _caption_problems(content.caption)
    if not content.is_not_secret:
        problems.append(
            Problem("Đánh dấu «không thuộc bí mật nhà nước» nếu đúng như vậy; tài liệu mật không đưa vào đây.", "Xác nhận")
        )
    try:
        checked = without_camera_data(check_upload(name, data, "evidence"))
    except RefusedUpload as refusal:
        raise RefusedError(*problems, Problem(str(refusal), "Tệp")) from None
    if content.is_public and not checked.media_type.startswith("image/"):
        problems.append(Problem("Chỉ ảnh mới hiện ở trang công khai; bỏ đánh dấu công khai với tệp này.", "Công khai"))
    if problems:
        raise RefusedError(*problems)
    with transaction.atomic():
        kept = keep_file(checked, locality.code, actor.account_id)
        if Evidence.objects.filter(registration=registration, file=kept).exists():
            raise RefusedError(Problem("Hồ sơ này đã có đúng tệp ấy; không cần thêm lần nữa.", "Tệp"))
        made = Evidence.objects.create(
            registration=registration,
            file=kept,
            caption=tidy(content.caption),
            is_public=content.is_public,
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
        evidence.caption, evidence.is_public = tidy(caption), is_public
        evidence.save(update_fields=["caption", "is_public"])
        record(actor, grant, "evidence.describe", evidence, registration.programme.locality, {"public": is_public})
    return evidence


def remove_evidence(actor: Actor, evidence: Evidence) -> None:
    """Take the file away; its bytes go with it unless another registration of the locality uses the same file."""
    registration = evidence.registration
    locality = registration.programme.locality
    grant = require(actor, "evidence.add", locality, owner_of(registration))
    with transaction.atomic():
        kept = StoredFile.objects.get(pk=evidence.file_id)
        details = {"registration": registration.pk, "file": kept.sha256}
        record(actor, grant, "evidence.remove", evidence, locality, details)
        evidence.delete()
        release_file(kept)


def _caption_problems(caption: str) -> list[Problem]:
    if not tidy(caption):
        return [Problem("Ghi chú thích: tệp này chứng minh điều gì.", "Chú thích")]
    if len(tidy(caption)) > CAPTION_LENGTH:
        return [Problem(f"Chú thích dài quá {CAPTION_LENGTH} ký tự; viết gọn lại.", "Chú thích")]
    return []
