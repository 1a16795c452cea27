"""The place a sentence speaks of: «xã Thử Nghiệm đăng ký 14 mô hình», not «UBND xã Thử Nghiệm khen thưởng …»."""

from .sentence import Sentence
from .tokens import either

_TYPES = (("thành", "phố"), ("thị", "xã"), ("thị", "trấn"), ("đặc", "khu"), ("tỉnh",), ("huyện",), ("quận",), ("xã",),
          ("phường",), ("tp",))  # fmt: skip
_BODIES = either(
    "ubnd hđnd mttq bcđ bch công an ủy uỷ ban chỉ đạo hội khối bí thư chủ tịch đoàn mặt trận nhân dân việt nam chí minh"
    " lhpn chiến binh nông phụ nữ quân sự cơ quan vận đảng bộ dân phòng sở trường trạm đội chi"
)
_LOCATIVE = either("toàn bàn tại ở của")
_GOES_ON = either(", có đã đang hiện còn được và")


def place_of(sentence: Sentence, start: int, end: int) -> str | None:
    """Return the last named unit in ``start:end`` that acts there or lies there; a unit that names a body is none."""
    found, index = None, start
    while index < end:
        kind = _type_at(sentence, index, end)
        shouted = sentence.tokens[index].text.isupper() and sentence.word(index) != "tp"
        if kind is None or shouted:  # in a headline in capitals nothing tells a name from the next word
            index += 1
            continue
        name_start = index + len(kind) + (kind == ("tp",) and sentence.word(index + 1) == ".")
        name_end = name_start
        while name_end < end and _is_name(sentence, name_end):
            name_end += 1
        before = sentence.word(index - 1)
        if name_end > name_start and before not in _BODIES and (before in _LOCATIVE or _acts(sentence, name_end)):
            words = " ".join(token.text for token in sentence.tokens[name_start:name_end])
            found = f"{'thành phố' if kind == ('tp',) else ' '.join(kind)} {words}"
        index = max(name_end, index + 1)
    return found


def _type_at(sentence: Sentence, index: int, end: int) -> tuple[str, ...] | None:
    for kind in _TYPES:
        if index + len(kind) < end and all(sentence.word(index + n) == word for n, word in enumerate(kind)):
            return kind
    return None


def _is_name(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    return token.kind == "word" and token.text[0].isupper()


def _acts(sentence: Sentence, index: int) -> bool:
    """The name is followed by what the unit does; a bracket («(Tỉnh Minh Hoạ)») may stand between."""
    if sentence.word(index) == "(":
        close = sentence.find(frozenset({")"}), index, len(sentence))
        index = index if close is None else close + 1
    mark = sentence.marks.get(index)
    if index < len(sentence) and sentence.tokens[index].kind == "number":
        return True
    return sentence.word(index) in _GOES_ON or bool(mark and mark.has("verb", "weak", "plan"))
