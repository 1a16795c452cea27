"""The reward fund of a locality: its book of a year with the balance after every line, and what it could still pay."""

from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from kheo.organisation.models import Locality
from kheo.recognition.models import FundEntry

Kind = FundEntry.Kind


@dataclass(frozen=True)
class BookLine:
    """*balance*: of the fund after this line, in đồng; *standing*: what the line amounts to with its corrections."""

    entry: FundEntry
    balance: int
    standing: int

    @property
    def is_corrected(self) -> bool:
        return self.standing != self.entry.amount


@dataclass(frozen=True)
class Fund:
    """The book of *year*. *before*: the closing balance of the year before, None when no book of it is kept."""

    year: int
    lines: tuple[BookLine, ...]
    before: int | None = None

    def _sum(self, kind: str) -> int:
        return sum(line.standing for line in self.lines if line.entry.kind == kind)

    @property
    def is_open(self) -> bool:
        return any(line.entry.kind == Kind.OPENING for line in self.lines)

    @property
    def opening(self) -> int:
        return self._sum(Kind.OPENING)

    @property
    def received(self) -> int:
        return self._sum(Kind.RECEIPT)

    @property
    def paid(self) -> int:
        return -self._sum(Kind.PAYMENT)

    @property
    def balance(self) -> int:
        return self.opening + self.received - self.paid

    @property
    def gap(self) -> int:
        """By how much the opening balance differs from the closing balance of the year before; 0 without a book of it."""
        return self.opening - self.before if self.is_open and self.before is not None else 0

    @property
    def lowest(self) -> int:
        """The lowest balance of the year by day; below nought the book has a line missing or a list was paid too early."""
        return min((line.balance for line in self.lines), default=0)


def entries_of(locality: Locality, year: int) -> QuerySet[FundEntry]:
    """Lines of the year's book in the order of their days; what was written on one day in the order of writing."""
    return FundEntry.objects.filter(locality=locality, year=year).select_related("decision", "corrects").order_by("on", "pk")


def fund_of(locality: Locality, year: int) -> Fund:
    """The book of *year*; two queries however many lines."""
    entries = list(entries_of(locality, year))
    standing = {entry.pk: entry.amount for entry in entries if entry.corrects_id is None}
    for entry in entries:
        if entry.corrects_id is not None:
            standing[entry.corrects_id] += entry.amount
    balance, lines = 0, []
    for entry in entries:
        balance += entry.amount
        lines.append(BookLine(entry, balance, standing.get(entry.pk, entry.amount)))
    past = FundEntry.objects.filter(locality=locality, year=year - 1).aggregate(total=Sum("amount"))
    return Fund(year, tuple(lines), past["total"])


def balance_of(locality: Locality, year: int) -> int:
    """What the fund of *year* holds now, in đồng."""
    return int(FundEntry.objects.filter(locality=locality, year=year).aggregate(total=Sum("amount"))["total"] or 0)


def years_of(locality: Locality) -> list[int]:
    """Years that have a book, the newest first."""
    years = FundEntry.objects.filter(locality=locality).order_by("-year").values_list("year", flat=True)
    return list(dict.fromkeys(years))


def find_entry(locality: Locality, pk: int) -> FundEntry | None:
    """The line **of that locality**: another one's is not found."""
    return FundEntry.objects.filter(locality=locality, pk=pk).select_related("decision").first()


def payment_of(decision_id: int) -> FundEntry | None:
    """The line under which the payment list of a decision stands in the book."""
    return FundEntry.objects.filter(decision=decision_id, kind=Kind.PAYMENT).first()


def standing_of(entry: FundEntry) -> int:
    """What *entry* amounts to with its corrections, without a sign: as one writes it."""
    more = FundEntry.objects.filter(corrects=entry).aggregate(total=Sum("amount"))["total"] or 0
    return abs(entry.amount + int(more))
