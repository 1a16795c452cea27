"""Do the parts add up to their total? A failing sum is a note for a person, never a correction."""

from kheo.foundation.numbers import written

from .counts import Count, Total

_WHOLE = {"subject": 2, "kind": 2, "field": 3, "level": 2}
_NAMES = {"subject": "tập thể, cá nhân, hộ", "kind": "mô hình, điển hình", "field": "lĩnh vực", "level": "cấp"}


def notes_on(totals: list[Total]) -> list[str]:
    """Return one sentence in Vietnamese for each total whose parts do not add up.

    Parts are compared by the dimension that tells them apart. Both subjects, both kinds, two levels or three fields
    are taken for a whole; fewer are compared only when they already exceed the total.
    """
    return [note for total in totals if total.value is not None and total.usable for note in _notes_on(total)]


def _notes_on(total: Total) -> list[str]:
    found = []
    for dimension, whole in _WHOLE.items():
        parts = [part for part in total.parts if dimension in part.dimensions and dimension not in total.dimensions]
        others = [part for part in total.parts if part not in parts]
        if dimension in {"subject", "kind"} and _crossed(parts):
            continue
        unnamed = [part for part in others if part.dimensions == total.dimensions and part.refused is None]
        added = sum(part.value for part in (*parts, *unnamed))
        complete = len(parts) >= whole and not any(part.refused for part in others)
        if parts and total.value is not None and (added > total.value or (complete and added != total.value)):
            found.append(_note(total, dimension, parts, added))
    return found[:1]


def _crossed(parts: list[Count]) -> bool:
    """Subjects given within fields («kinh tế 12 tập thể, …») are no plain split."""
    return any("field" in part.dimensions for part in parts) and len({part.dimensions.get("field") for part in parts}) > 1


def _note(total: Total, dimension: str, parts: list[Count], added: int) -> str:
    terms = " + ".join(written(part.value) for part in parts)
    return (
        f"Các phần theo {_NAMES[dimension]} không bằng tổng: {terms} = {written(added)}, "
        f"trong khi văn bản ghi «{total.quote}». Hãy soát lại các con số này."
    )
