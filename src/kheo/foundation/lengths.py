"""How long a text may be: what its column takes, and the refusal of what is longer."""

from typing import Any

from kheo.foundation.refusal import Problem


def longest(table: type[Any], name: str) -> int:
    """Characters that column *name* of *table* takes."""
    most: int = table._meta.get_field(name).max_length or 0  # noqa: SLF001  Django's documented way to a field
    return most


def too_long(text: str, most: int, where: str, mend: str = "viết gọn lại") -> list[Problem]:
    """The problem of a *text* longer than *most*, at *where*; nothing for one that fits."""
    return [Problem(f"Dài {len(text)} ký tự, nhiều nhất {most}; {mend}.", where)] if len(text) > most else []
