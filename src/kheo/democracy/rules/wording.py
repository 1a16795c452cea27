"""The one place that says which wording of the law was read."""

from datetime import date

from kheo.democracy.rules.law import law
from kheo.foundation.rules import NoRuleInForceError


def wording_note(day: date) -> str:
    """What a screen says beside a rule of Luật 10/2022/QH15 applied on *day*; empty while the wording of 2022 held unchanged."""
    try:
        changed = law("wording_changed", day)
    except NoRuleInForceError:
        return ""
    return f"theo lời văn năm 2022, chưa đối chiếu {changed.value}"
