"""How faults are told: to who wrote a TOML file, by its keys and lines; to who filled in the page, by the names of its fields."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Voice:
    """*words*: what a key is called; the other fields are sentences with ``{0}`` for that word."""

    no_text: str
    no_number: str
    no_table: str
    head: str
    whole: str
    words: Mapping[str, str] = field(default_factory=dict)

    def word(self, key: str) -> str:
        return self.words.get(key, key)


FILE = Voice(
    no_text="thiếu {0}, hoặc {0} không phải chữ trong dấu nháy.",
    no_number="thiếu {0}, hoặc {0} không phải số.",
    no_table="thiếu [[{0}]]; cần ít nhất một.",
    head="Phần đầu tệp",
    whole="Tệp",
)
PAGE = Voice(
    no_text="chưa điền {0}.",
    no_number="{0} chưa điền hoặc không phải số; viết ví dụ 10 hoặc 7,5.",
    no_table="chưa có {0}; cần ít nhất một.",
    head="Thông tin chung",
    whole="Bộ tiêu chí",
    words={
        "code": "mã",
        "title": "tên bộ tiêu chí",
        "source": "căn cứ",
        "unread": "phần chưa đọc được",
        "total": "tổng điểm",
        "met_at": "tỷ lệ điểm để coi một tiêu chí là đạt",
        "self_cap": "điểm tự chấm tối đa",
        "groups": "nhóm",
        "items": "mục",
        "kinds": "loại đơn vị",
        "classes": "loại",
        "name": "tên",
        "label": "tên loại đơn vị",
        "text": "nội dung",
        "maximum": "điểm tối đa",
        "step": "bước điểm",
        "evidence": "minh chứng",
        "levels": "các mức",
        "points": "điểm của mức",
        "min_total": "ngưỡng",
        "met_least": "tỷ lệ tiêu chí đạt, từ",
        "met_over": "tỷ lệ tiêu chí đạt, trên",
        "only_for": "chỉ áp dụng cho",
        "kind": "loại đơn vị",
        "illustrative": "minh hoạ",
        "excerpt": "trích",
        "no_zero": "không mục nào 0 điểm",
        "part": "tính vào",
        "scoring": "cách chấm",
        "giver": "ai cho điểm",
        "basis": "ngưỡng tính theo",
        "veto": "khi có điểm liệt",
    },
)
