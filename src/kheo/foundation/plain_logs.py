"""What a log never holds: a code that opens a ballot, the answer to a comment, information that somebody asked for."""

import re
from collections.abc import MutableMapping
from typing import Any

# Pages whose address ends in a code; what else stands there are numbers of records and the two pages of a vote without a code.
_IN_PATH = re.compile(r"(/(?:bieu-quyet|dan-chu/y-kien|dan-chu/yeu-cau)/)(?!(?:gui|da-ghi|\d{1,9})(?:[/\s?'\"]|$))[^\s?'\"]+")
_TYPED = re.compile(r"([?&]ma=)[^&\s'\"]+")


def hide_codes(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A processor of structlog, for our own lines and for those of Django («Not Found: …»): a code becomes «…»."""
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = _TYPED.sub(r"\1…", _IN_PATH.sub(r"\1…", value))
    return event
