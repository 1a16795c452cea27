"""What was found, in sentences: each says one thing, and whether it speaks for the file, is to be weighed, or speaks against."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Literal

from kheo.documents.signing.findings import Chain, Findings, SignatureSeen

Tone = Literal["good", "weigh", "bad"]
VIETNAM = timezone(timedelta(hours=7))
MOST_SHARE = 0.2  # a picture of a signature with name and time takes some twentieth of a page
PROBLEMS = {
    "encrypted": "Tệp đặt mật khẩu nên không đọc được chữ ký. Bỏ mật khẩu trong phần mềm ký rồi gửi lại.",
    "broken": "Tệp hỏng hoặc bị cụt, không đọc được. Tải lại tệp từ phần mềm ký rồi gửi lại.",
    "too_large": "Tệp lớn hơn 20 MB nên không kiểm tra.",
    "too_many": "Tệp có quá nhiều chữ ký hoặc quá nhiều lần ghi thêm nên không kiểm tra.",
    "too_slow": "Đọc tệp mất quá nhiều thời gian hoặc bộ nhớ nên đã dừng. Xuất lại tệp từ phần mềm ký rồi gửi lại.",
}
UNSIGNED = "Tệp không có chữ ký số (bản quét, bản in ra): không chứng thực được ai ký."
NO_REVOCATION = "Chưa kiểm tra thu hồi chứng thư: Khéo không nối mạng ra ngoài để hỏi."
_CHANGES: dict[str, tuple[Tone, str]] = {
    "same": ("weigh", "Đúng tệp Khéo đưa ra, chưa ai ký thêm gì."),
    "signatures_only": ("good", "Đúng tệp Khéo đưa ra; ngoài chữ ký không thêm, không bớt gì."),
    "altered": ("bad", "Bắt đầu bằng tệp Khéo đưa ra nhưng có phần ghi thêm ngoài chữ ký."),
    "sealed": ("good", "Đúng tệp Khéo đã niêm, không khác byte nào."),
    "same_words": ("weigh", "Phần mềm khác đã ghi lại tệp Khéo đưa ra; chữ trong tệp giống hệt."),
    "another_file": ("weigh", "Không phải tệp Khéo đưa ra: Khéo đọc được chữ ký, không đối chiếu được nội dung."),
}
_CHAINS: dict[Chain, tuple[Tone, str]] = {
    "trusted": ("good", "Chứng thư do nơi trong danh sách tin cậy cấp ({root})."),
    "no_list": ("weigh", "Chưa nạp danh sách tin cậy nên chưa biết chứng thư có thật không."),
    "unknown": ("weigh", "Nơi cấp chứng thư ({issuer}) không có trong danh sách tin cậy."),
    "expired": ("bad", "Chứng thư không còn hạn lúc ký (hạn từ {start} đến {end})."),
    "not_yet": ("bad", "Chứng thư chưa có hạn lúc ký (hạn từ {start} đến {end})."),
    "revoked": ("bad", "Chứng thư đã bị thu hồi."),
    "weak": ("weigh", "Chứng thư dùng thuật toán đã yếu, không xét được nơi cấp."),
}


@dataclass(frozen=True)
class Sentence:
    tone: Tone
    text: str


def sentences(found: Findings, now: datetime | None = None) -> tuple[Sentence, ...]:
    """Everything there is to say about *found*, in the order in which an office asks: whose file, who signed, whom to trust."""
    if found.problem:
        return (Sentence("bad", PROBLEMS[found.problem]),)
    if not found.is_signed:
        told = [Sentence("weigh", UNSIGNED)]
        if found.changes in {"same", "altered"}:
            told = [Sentence("bad", "Tệp Khéo đưa ra, chưa có chữ ký nào.")]
        return (*told, *_differences(found))
    told = []
    if found.changes in _CHANGES:
        told.append(Sentence(*_CHANGES[found.changes]))
    told += _differences(found)
    for number, one in enumerate(found.signatures, 1):
        told += _of_signature(number if len(found.signatures) > 1 else 0, one, now or datetime.now(UTC))
    told.append(Sentence("weigh", NO_REVOCATION))
    return (*told, Sentence("weigh", _list_words(found)))


def _differences(found: Findings) -> list[Sentence]:
    return [Sentence("bad", f"Khác: {difference}.") for difference in found.differences]


def _of_signature(number: int, one: SignatureSeen, now: datetime) -> list[Sentence]:
    name = f"Chữ ký {number}" if number else "Chữ ký"
    if not one.signer:
        return [Sentence("bad", f"{name}: không đọc được, không chứng thực được gì.")]
    who = f"{one.signer}, {one.organisation}" if one.organisation else one.signer
    told = [Sentence("good" if one.intact else "bad", f"{name}: {who} ký {_time_words(one)}.")]
    if not one.intact:
        told.append(Sentence("bad", f"{name} không khớp: phần đã ký bị sửa sau khi ký."))
    if one.added_after:
        told.append(Sentence("bad", f"Sau {name.lower()} có người ghi thêm vào tệp ngoài chữ ký."))
    tone, words = _CHAINS[one.chain]
    told.append(
        Sentence(tone, words.format(root=one.root, issuer=one.issuer, start=_day(one.valid_from), end=_day(one.valid_to)))
    )
    if one.time is not None and one.time > now + timedelta(minutes=10):
        told.append(Sentence("bad", f"{name} ghi giờ ở sau bây giờ; xem lại đồng hồ của máy ký."))
    if one.share > MOST_SHARE:
        told.append(Sentence("weigh", f"Hình của {name.lower()} che nhiều ở trang {one.page}; mở tệp xem nó có che chữ không."))
    return told


def _time_words(one: SignatureSeen) -> str:
    if one.time is None:
        return "không ghi giờ"
    when = f"lúc {one.time.astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}"
    if one.stamped_at:
        return f"{when} (theo dấu thời gian{'' if one.stamp_trusted else ' của nơi không có trong danh sách tin cậy'})"
    return f"{when} (giờ do máy người ký khai)"


def _day(text: str) -> str:
    return f"{datetime.fromisoformat(text).astimezone(VIETNAM):%d/%m/%Y}"


def _list_words(found: Findings) -> str:
    if not found.roots:
        return "Danh sách tin cậy: chưa nạp chứng thư gốc nào (kheo trust add)."
    return f"Danh sách tin cậy: {found.roots} chứng thư gốc, nạp đến {found.list_on}. Nguồn: {found.list_source}."
