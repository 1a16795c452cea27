"""One call for whoever publishes: what in this text or file is somebody's personal data."""

from kheo.democracy.sensitive.detecting import look_in
from kheo.democracy.sensitive.finding import FILE_NAME, CannotLookError, Finding, Look, Passage
from kheo.democracy.sensitive.passages import file_passages, text_passages
from kheo.foundation.sheets import UnreadableSheet
from kheo.foundation.uploads.checks import Checked

MASKABLE = frozenset({"txt", "docx", "xlsx"})
MOST_CHARACTERS = 5_000_000  # a list of every resident of a province's largest commune has some four million
MOST_FINDINGS = 20_000  # each is decided by somebody; a list of 4.000 households has some 12.000


def look_at_text(text: str) -> Look:
    passages = text_passages(text)
    return Look(_found(passages), passages=tuple(passages))


def look_at_file(checked: Checked) -> Look:
    """*checked* passed the checks of uploads (size, bombs, macros, stamps of secrecy); CannotLookError for a broken one."""
    try:
        passages, unread, hidden = file_passages(checked)
    except UnreadableSheet as refusal:
        raise CannotLookError(str(refusal)) from refusal
    passages.append(Passage(FILE_NAME, checked.name.rpartition(".")[0]))  # whoever downloads the file reads it
    return Look(_found(passages), tuple(unread), tuple(hidden), tuple(passages))


def _found(passages: list[Passage]) -> tuple[Finding, ...]:
    if sum(len(one.text) for one in passages) > MOST_CHARACTERS:
        raise CannotLookError("Văn bản quá dài để soát một lần. Tách thành nhiều tệp nhỏ hơn (mỗi thôn một tệp) rồi gửi lại.")
    found = look_in(passages)
    if len(found) > MOST_FINDINGS:
        raise CannotLookError(
            f"Tệp có hơn {MOST_FINDINGS:,} chỗ có thể là thông tin cá nhân. ".replace(",", ".")
            + "Bỏ các cột không cần công khai, hoặc tách thành nhiều tệp nhỏ hơn, rồi gửi lại."
        )
    return tuple(found)
