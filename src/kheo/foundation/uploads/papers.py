"""A file that comes with a form or an act: its name, its bytes, and the word of whoever sends it that it is no state secret."""

from dataclasses import dataclass
from typing import BinaryIO

from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.uploads.checks import Checked, check_upload
from kheo.foundation.uploads.keeping import without_camera_data
from kheo.foundation.uploads.limits import Purpose, RefusedUpload


@dataclass(frozen=True)
class SentFile:
    """*is_not_secret*: as the person declares it; without that nothing is kept."""

    name: str
    data: bytes | BinaryIO
    is_not_secret: bool = False


def look_at(sent: SentFile | None, purpose: Purpose, where: str = "Tệp") -> tuple[Checked | None, list[Problem]]:
    """Return the file as it may be kept (None: none was sent, or it may not), and every problem, each at *where*."""
    if sent is None:
        return None, []
    problems = []
    if not sent.is_not_secret:
        what = "Đánh dấu «không thuộc bí mật nhà nước» nếu đúng như vậy; tài liệu mật không đưa vào đây."
        problems.append(Problem(what, "Xác nhận"))
    try:
        checked = without_camera_data(check_upload(sent.name, sent.data, purpose))
    except RefusedUpload as refusal:
        return None, [*problems, Problem(str(refusal), where)]
    return (None if problems else checked), problems


def signed_scan(name: str, content: bytes) -> Checked:
    """The scan of a signed paper as it may be kept beside what was printed; RefusedError for anything else."""
    try:
        checked = without_camera_data(check_upload(name, content, "paper"))
    except RefusedUpload as refusal:
        raise RefusedError(str(refusal)) from None
    if checked.extension not in {"pdf", "jpg", "jpeg", "png"}:
        raise RefusedError(Problem("Bản đã ký là bản quét: gửi tệp PDF hoặc ảnh.", name))
    return checked
