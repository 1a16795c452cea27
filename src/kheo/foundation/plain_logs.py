"""What a log never holds: the code of a slip that opens a household's ballot."""

import re
from collections.abc import MutableMapping
from typing import Any

_SLIP = re.compile(r"(/bieu-quyet/)[^/\s?]*\d[^/\s?]*")


def hide_slip_codes(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A processor of structlog: whatever follows «/bieu-quyet/» and holds a digit becomes «…»."""
    for key, value in event.items():
        if isinstance(value, str) and "/bieu-quyet/" in value:
            event[key] = _SLIP.sub(r"\1…", value)
    return event
