"""When two records of one initiative may become one, and which words of the double fill a gap of the one that is kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kheo.foundation.refusal import Problem
from kheo.foundation.text import tidy

LONGEST_REASON = 150
LONGEST_TITLE_TOLD = 120
STORY = ("summary", "situation", "way", "outcome", "lesson")
YEAR = ("novelty", "leading_kind", "leading_body")


@dataclass(frozen=True)
class Record:
    """What the rule looks at of one of the two. *holds*: papers that name it, in words; *origins*: what it learnt from."""

    key: int
    title: str
    locality: int
    is_merged: bool = False
    holds: tuple[str, ...] = ()
    origins: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True)
class SameYear:
    """A year in which both are registered. *judged*: the double was scored, decided on or proposed, in words ("" not)."""

    year: int
    judged: str = ""
    kept_is_stopped: bool = False


def merging_problems(kept: Record, doubled: Record, years: list[SameYear], *, closes_circle: bool) -> Iterator[Problem]:
    """Why the two cannot be merged, each with the way out; *closes_circle*: one would then have learnt from itself."""
    if kept.key == doubled.key:
        yield Problem("Chọn hai hồ sơ khác nhau.")
        return
    if kept.locality != doubled.locality:
        yield Problem("Hai hồ sơ của hai địa phương không gộp được; ghi «học từ» nếu nơi này làm theo nơi kia.")
    for one in (kept, doubled):
        if one.is_merged:
            yield Problem(f"«{one.title}» đã gộp vào hồ sơ khác rồi.")
    yield from _paper_problems(kept, doubled)
    for year in years:
        if year.judged:
            yield Problem(f"Năm {year.year}, «{doubled.title}» {year.judged}. Gộp theo chiều ngược lại, hoặc để nguyên cả hai.")
        if year.kept_is_stopped:
            yield Problem(f"Năm {year.year}, «{kept.title}» đã dừng. Cho thực hiện tiếp rồi gộp, hoặc gộp theo chiều ngược lại.")
    if kept.key in doubled.origins or doubled.key in kept.origins:
        yield Problem("Một hồ sơ đang ghi là học từ hồ sơ kia; bỏ dòng «học từ» ấy rồi gộp.")
    elif closes_circle:
        yield Problem("Gộp xong thì mô hình sẽ thành học từ chính nó, qua một nơi khác; sửa các dòng «học từ» trước.")


def _paper_problems(kept: Record, doubled: Record) -> Iterator[Problem]:
    if doubled.holds and kept.holds:
        yield Problem(
            f"Cả hai đã có trong văn bản: «{doubled.title}» ở {_listed(doubled.holds)}; «{kept.title}» ở {_listed(kept.holds)}. "
            "Văn bản đã lập không đổi được; hai hồ sơ để nguyên."
        )
    elif doubled.holds:
        yield Problem(f"«{doubled.title}» đã có trong {_listed(doubled.holds)}. Gộp theo chiều ngược lại: giữ hồ sơ này.")


def _listed(papers: tuple[str, ...]) -> str:
    return "; ".join(dict.fromkeys(papers))


def reason_problems(reason: str) -> list[Problem]:
    if not tidy(reason):
        return [Problem("Ghi vì sao biết hai hồ sơ là một.", "Lý do")]
    if len(tidy(reason)) > LONGEST_REASON:
        return [Problem(f"Dài quá {LONGEST_REASON} ký tự; viết gọn lại.", "Lý do")]
    return []


def stopped_words(title: str, reason: str) -> str:
    """What the stopped registration says; never longer than its column (300)."""
    short = title if len(title) <= LONGEST_TITLE_TOLD else f"{title[: LONGEST_TITLE_TOLD - 1]}…"
    return f"gộp vào «{short}»: {tidy(reason)}"


def gaps(kept: Mapping[str, str], doubled: Mapping[str, str]) -> dict[str, str]:
    """Words of the double where the kept one has none; what both tell stays as the kept one tells it."""
    return {name: text for name, text in doubled.items() if text and not kept.get(name)}
