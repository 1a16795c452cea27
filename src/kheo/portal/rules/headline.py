"""One sentence that says what a year was, made from its counts and nothing else."""

from dataclasses import dataclass

from kheo.foundation.numbers import in_words, written


@dataclass(frozen=True)
class YearCounts:
    """What the record of one programme holds. *from_units*: carried out by communes, villages; *from_bodies*: by agencies."""

    year: int
    is_closed: bool
    registered: int
    carried_out: int
    recognised: int
    from_units: int
    from_bodies: int


def count_in_words(number: int) -> str:
    """«Bốn mươi tư»; digits from a thousand on, where words no longer help."""
    return in_words(number).capitalize() if number < 1000 else written(number)


def headline(counts: YearCounts) -> str:
    """The sentence over the front page. A closed year is told as done, a running one as going on, an empty one as awaited."""
    if counts.is_closed and counts.carried_out:
        return f"{count_in_words(counts.carried_out)} cách làm hay{_where(counts)}"
    if counts.carried_out and counts.recognised:
        done = in_words(counts.recognised) if counts.recognised < 1000 else written(counts.recognised)
        return f"{count_in_words(counts.carried_out)} cách làm của năm {counts.year}, {done} đã được công nhận"
    if counts.carried_out:
        return f"{count_in_words(counts.carried_out)} cách làm đang đi vào đời sống"
    if counts.registered and not counts.is_closed:
        return f"{count_in_words(counts.registered)} cách làm vừa đăng ký cho năm {counts.year}"
    if counts.is_closed:
        return f"Năm {counts.year} đã khép lại"
    return f"Năm {counts.year} đang chờ những cách làm hay"


def _where(counts: YearCounts) -> str:
    if counts.from_units and counts.from_bodies:
        return ", từ ngõ xóm đến trụ sở"
    return ", từ mỗi ngõ xóm" if counts.from_units else ", từ các cơ quan, trường học"


def standfirst(counts: YearCounts) -> str:
    """The lines under the sentence."""
    if not counts.registered:
        return "Khi các đơn vị đăng ký, mỗi cách làm sẽ có một trang ở đây: ai khởi xướng, làm thế nào, được gì."
    if counts.is_closed:
        return (
            "Những việc nhân dân cùng bàn, cùng làm trong một năm: "
            "ai khởi xướng, làm thế nào, được gì, và nơi khác học theo ra sao."
        )
    return "Những việc nhân dân đang cùng bàn, cùng làm: ai khởi xướng, làm thế nào, đến nay được gì."
