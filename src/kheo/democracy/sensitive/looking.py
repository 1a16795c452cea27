"""One call for whoever publishes: what in this text or file is somebody's personal data."""

from kheo.democracy.sensitive import limits
from kheo.democracy.sensitive.detecting import look_in
from kheo.democracy.sensitive.finding import FILE_NAME, CannotLookError, Finding, Look, Passage
from kheo.democracy.sensitive.limits import must_be_few, must_fit
from kheo.democracy.sensitive.passages import file_passages, text_passages
from kheo.foundation.plain_xml import UnsafeXmlError
from kheo.foundation.sheets import UnreadableSheet
from kheo.foundation.uploads.checks import Checked

MASKABLE = frozenset({"txt", "docx", "odt", "xlsx"})


def look_at_text(text: str) -> Look:
    passages = text_passages(text)
    return Look(_found(passages), passages=tuple(passages))


def look_at_file(checked: Checked) -> Look:
    """*checked* passed the checks of uploads (size, bombs, macros, stamps of secrecy); CannotLookError for a broken one."""
    try:
        passages, unread, hidden = file_passages(checked)
    except UnreadableSheet as refusal:
        raise CannotLookError(str(refusal)) from refusal
    except UnsafeXmlError as refusal:
        raise CannotLookError(
            f"Tệp «{checked.name}» có phần hỏng nên không soát được. Hãy mở bằng Word, Excel, lưu lại rồi gửi lại."
        ) from refusal
    passages.append(Passage(FILE_NAME, checked.name.rpartition(".")[0]))  # whoever downloads the file reads it
    return Look(_found(passages), tuple(unread), tuple(hidden), tuple(passages))


def _found(passages: list[Passage]) -> tuple[Finding, ...]:
    must_fit(len(passages), sum(len(one.text) for one in passages))
    found = look_in(passages, limits.MOST_FINDINGS)
    must_be_few(are_few=found is not None)
    return tuple(found or ())
