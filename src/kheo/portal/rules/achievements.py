"""What a unit achieved, year by year: which figures there are and how they are counted. Pure: rows in, lines out."""

from collections.abc import Iterable
from dataclasses import dataclass, field

REGISTERED, RECOGNISED, OUTSTANDING, COMMENDED, MEDALS, CERTIFICATES = (
    "registered",
    "recognised",
    "outstanding",
    "commended",
    "medals",
    "certificates",
)
FIGURES = {
    REGISTERED: "Đăng ký",
    RECOGNISED: "Công nhận",
    OUTSTANDING: "Tiêu biểu",
    COMMENDED: "Khen thưởng",
    MEDALS: "Kỷ niệm chương",
    CERTIFICATES: "Giấy chứng nhận",
}


@dataclass(frozen=True)
class Achieved:
    """One thing behind a figure. *what*: a title, or how many people where persons are only counted (*count*).

    *where*: the unit as the year knew it. *detail*: decision, state of a certificate. *stands*: not taken back, not replaced.
    """

    figure: str
    year: int
    what: str
    where: str
    detail: str = ""
    path: str = ""
    count: int = 1
    stands: bool = True


@dataclass(frozen=True)
class YearLine:
    """One year: how many of each figure stand (key, label, count), in the order of :data:`FIGURES`."""

    year: int
    counts: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True)
class Achievements:
    rows: tuple[Achieved, ...] = field(default=())

    @property
    def years(self) -> list[YearLine]:
        """The newest first; what was taken back or replaced is in the rows and not in the count."""
        found = sorted({row.year for row in self.rows}, reverse=True)
        return [
            YearLine(year, tuple((key, label, _count(self.of(key, year))) for key, label in FIGURES.items())) for year in found
        ]

    @property
    def totals(self) -> list[tuple[str, str, int]]:
        return [(key, label, _count(self.of(key))) for key, label in FIGURES.items()]

    def of(self, figure: str, year: int | None = None) -> list[Achieved]:
        """The rows behind a figure, of one year or (None) of all."""
        return [row for row in self.rows if row.figure == figure and (year is None or row.year == year)]


def _count(rows: Iterable[Achieved]) -> int:
    return sum(row.count for row in rows if row.stands)
