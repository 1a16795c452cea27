"""A position with its body in full, as an invitation names it: «Phó Bí thư Thị uỷ» of «Thị uỷ Duy Tiên» is said once."""

import re

from kheo.foundation.text import fold, tidy

SHORT = {
    "UBND": "Uỷ ban nhân dân",
    "HĐND": "Hội đồng nhân dân",
    "MTTQ": "Mặt trận Tổ quốc",
    "LHPN": "Liên hiệp Phụ nữ",
    "CCB": "Cựu chiến binh",
    "CHQS": "Chỉ huy Quân sự",
    "THCS": "Trung học cơ sở",
    "THPT": "Trung học phổ thông",
}
"""Abbreviations that a staff page may carry and an invitation writes in full."""
OFFICES = frozenset(
    [
        *("bi thu", "pho bi thu", "pho bi thu thuong truc", "chu tich", "pho chu tich", "pho chu tich thuong truc"),
        *("giam doc", "pho giam doc", "hieu truong", "pho hieu truong", "uy vien", "thanh vien", "chu nhiem", "pho chu nhiem"),
    ]
)
"""Bare offices, named without a comma before their body: «Chủ tịch Uỷ ban nhân dân …»."""
PLACES = frozenset(["thi", "huyen", "tinh", "thanh", "quan", "xa", "phuong"])
"""«Thị đoàn» is one name: its last word does not begin «Đoàn Thanh niên …»."""
_SHORT = re.compile(rf"\b(?:{'|'.join(SHORT)})\b")
_NAMED_BY = 2
"""So many first words of a body's name in a title say which body is meant."""


def in_full(title: str, body: str) -> str:
    """*title* and *body* in one: what ends the one and begins the other is said once, a body that is named is not added."""
    title, body = (tidy(_SHORT.sub(lambda short: SHORT[short[0]], tidy(text))) for text in (title, body))
    said, named = title.split(" "), body.split(" ")
    for shared in range(min(len(said), len(named)), 0, -1):
        if shared == 1 and len(said) > 1 and fold(said[-2]) in PLACES:
            break
        if [fold(word) for word in said[-shared:]] == [fold(word) for word in named[:shared]]:
            return " ".join([*said[:-shared], *named])
    if fold(" ".join(named[:_NAMED_BY])) in fold(title):
        return title
    return f"{title}{' ' if fold(title) in OFFICES else ', '}{body}"
