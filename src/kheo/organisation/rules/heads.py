"""Who stands at the head of a body, told from the title of a position; deputies sign for the head."""

import tomllib
from functools import cache
from importlib.resources import files

from kheo.foundation.text import fold


@cache
def _titles() -> tuple[str, ...]:
    text = files("kheo.organisation").joinpath("data", "heads.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["titles"])


def is_head(title: str) -> bool:
    """Whether *title* is that of a head, an acting head or a deputy: «Chủ tịch UBND», «Phó Hiệu trưởng», «Quyền Giám đốc».

    «Nguyên Chủ tịch» and «Thư ký Chủ tịch» are none.
    """
    words = fold(title).removeprefix("quyen ").removeprefix("pho ")
    return any(words == one or words.startswith(f"{one} ") for one in _titles())
