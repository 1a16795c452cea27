"""Numbers that the notices of a host carry, and the check of a new one."""

from datetime import date

from kheo.conference.models import ConclusionNotice
from kheo.recognition.rules.facts import Check, UsedNumber
from kheo.recognition.rules.numbers import check_number


def used_numbers(notice: ConclusionNotice, year: int) -> list[UsedNumber]:
    """Numbers of the other notices of the same host in *year*."""
    others = ConclusionNotice.objects.filter(body=notice.body_id, number_year=year).exclude(pk=notice.pk)
    return [
        UsedNumber(
            number=one.number,
            key=one.number_key,
            order=one.number_order or 0,
            day=one.date,
            paper=f"Thông báo kết luận số {one.number} ngày {one.date:%d/%m/%Y}",
        )
        for one in others
        if one.date is not None
    ]


def number_check(notice: ConclusionNotice, number: str, day: date) -> Check:
    """Shape by the host's layout, unique in the year of *day*; order and gaps are only warned of."""
    return check_number(number, notice.body.layout, day, used_numbers(notice, day.year))
