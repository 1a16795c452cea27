"""A position with its body in full, as an invitation names it: «Phó Bí thư Thị uỷ» of «Thị uỷ Duy Tiên» is said once."""

from kheo.foundation.text import fold, tidy

LEADING = (
    *("bi thu", "pho bi thu", "chu tich", "pho chu tich", "truong", "pho truong", "giam doc", "pho giam doc", "hieu truong"),
    *("pho hieu truong", "uy vien", "thanh vien", "thu ky", "chu nhiem", "pho chu nhiem", "chanh van phong"),
)
"""Offices that are named without a comma before their body: «Chủ tịch Uỷ ban nhân dân …»."""


def in_full(title: str, body: str) -> str:
    """*title* and *body* in one, words that end the one and begin the other said once."""
    title, body = tidy(title), tidy(body)
    if fold(body) in fold(title):
        return title
    said, named = title.split(" "), body.split(" ")
    for shared in range(min(len(said), len(named)), 0, -1):
        if [fold(word) for word in said[-shared:]] == [fold(word) for word in named[:shared]]:
            return " ".join([*said[:-shared], *named])
    joint = " " if fold(title).startswith(LEADING) and "," not in title else ", "
    return f"{title}{joint}{body}"
