"""Columns that hold the items of the programme's registration form, known by their labels."""

from collections.abc import Mapping

from kheo.movement.reading.headings import Found, Meaning
from kheo.movement.reading.vocabulary import words

ITEM = "item:"  # the key of such a column: item:content
FORM = "Phiếu: "  # before the label, where Khéo writes the heading itself
_LEAST_ITEMS = 3  # as many headings that are labels of the form are no chance
Items = Mapping[str, str]  # key → label


def with_items(found: list[Found], items: Items) -> list[Found]:
    """Let headings be items of the form: «Phiếu: Thời gian» always; the label alone where it says nothing else, or many do."""
    keys = {words(label): key for key, label in items.items()}
    marked = {index: words(heading[len(FORM) :]) for index, heading, *_ in found if heading.startswith(FORM)}
    plain = {index: keys[words(heading)] for index, heading, *_ in found if words(heading) in keys}
    is_form = len(plain) >= _LEAST_ITEMS

    def read(index: int, meaning: Meaning | None) -> Meaning | None:
        if index in marked:
            key = keys.get(marked[index])
            return Meaning(f"{ITEM}{key}", score=1000) if key else Meaning("unused")
        says_nothing = meaning is None or meaning.key == "unused"
        return Meaning(f"{ITEM}{plain[index]}", score=1000) if index in plain and (is_form or says_nothing) else meaning

    return [(index, heading, group, read(index, meaning)) for index, heading, group, meaning in found]
