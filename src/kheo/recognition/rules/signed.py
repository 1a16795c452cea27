"""Whether a signed paper that came back may be kept, and as what."""

from dataclasses import dataclass

from kheo.documents.signing.findings import Findings
from kheo.documents.signing.words import PROBLEMS, sentences
from kheo.foundation.refusal import Problem

SIGNED, FOREIGN, SCAN = "signed", "foreign", "scan"


@dataclass(frozen=True)
class Judgement:
    """*standing*: what it is kept as, "" when it is not kept; *problems*: why not."""

    standing: str
    problems: tuple[Problem, ...] = ()


def judge(found: Findings, where: str) -> Judgement:
    """What becomes of a file in which *found* stands: kept as signed, as another signed file or as a scan, or refused.

    A file that continues the one given out, or was made from it, must say what that says; signatures must all hold.
    """
    if found.problem:
        return Judgement("", (Problem(PROBLEMS[found.problem], where),))
    if not found.is_signed:
        return _unsigned(found, where)
    wrong = [] if found.all_intact else [sentence.text for sentence in sentences(found) if sentence.tone == "bad"]
    if found.changes == "altered" or found.differences:
        wrong = [*_told(found), *(text for text in wrong if not text.startswith("Khác: "))]
    if wrong:
        return Judgement("", tuple(Problem(text, where) for text in dict.fromkeys(wrong)))
    return Judgement(SIGNED if found.changes == "signatures_only" else FOREIGN)


def _unsigned(found: Findings, where: str) -> Judgement:
    if found.changes == "same":
        what = "Đây là tệp Khéo đưa ra, chưa có chữ ký nào. Ký bằng phần mềm ký số rồi gửi tệp đã ký."
        return Judgement("", (Problem(what, where),))
    if found.changes == "altered" or found.differences:
        return Judgement("", tuple(Problem(text, where) for text in _told(found)))
    return Judgement(SCAN)


def _told(found: Findings) -> list[str]:
    what = "Tệp làm từ bản Khéo đưa ra nhưng đã bị sửa, nên không nhận. Ký lại trên đúng tệp đã tải."
    return [what, *(f"Khác: {difference}." for difference in found.differences)]
