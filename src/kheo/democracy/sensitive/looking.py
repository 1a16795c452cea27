"""One call for whoever publishes: what in this text or file is somebody's personal data."""

from kheo.democracy.sensitive.detecting import look_in
from kheo.democracy.sensitive.finding import FILE_NAME, Look, Passage
from kheo.democracy.sensitive.passages import file_passages, text_passages
from kheo.foundation.uploads.checks import Checked

MASKABLE = frozenset({"txt", "docx", "xlsx"})


def look_at_text(text: str) -> Look:
    passages = text_passages(text)
    return Look(tuple(look_in(passages)), (), tuple(passages))


def look_at_file(checked: Checked) -> Look:
    """*checked* passed the checks of uploads (size, bombs, macros, stamps of secrecy); UnreadableSheet for a broken table."""
    passages, unread = file_passages(checked)
    passages.append(Passage(FILE_NAME, checked.name.rpartition(".")[0]))  # whoever downloads the file reads it
    return Look(tuple(look_in(passages)), tuple(unread), tuple(passages))
