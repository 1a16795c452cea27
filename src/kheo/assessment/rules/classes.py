"""The class that a sheet reaches by the thresholds of its set, and why not a higher one."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kheo.assessment.rules.schemes import Band, Basis, Scheme, Totals, VetoEffect
from kheo.foundation.numbers import written


@dataclass(frozen=True)
class Threshold:
    """A class held from *min_total* points upwards."""

    name: str
    min_total: Decimal


def class_of(points: Decimal, thresholds: Iterable[Threshold]) -> str:
    """Name of the highest class whose threshold *points* reach (exactly at it counts); "" below the lowest."""
    reached = [threshold for threshold in thresholds if points >= threshold.min_total]
    return max(reached, key=lambda threshold: threshold.min_total).name if reached else ""


def passes(points: Decimal, thresholds: Iterable[Threshold]) -> bool:
    """Whether *points* reach a class at all. One that begins at 0 («chưa đạt») is a name for the rest, not a bar to clear."""
    return any(0 < threshold.min_total <= points for threshold in thresholds)


@dataclass(frozen=True)
class Verdict:
    """The class ("": none), whether it is one that had to be reached, and a sentence for each thing that barred a higher one.

    *why*: in few words what keeps a sheet whose total would do from passing; "" where it is the total.
    """

    class_name: str
    passes: bool
    reasons: tuple[str, ...] = ()
    why: str = ""


NO_VERDICT = Verdict("", passes=False)


def classify(scheme: Scheme, totals: Totals) -> Verdict:
    """The class of *totals* under *scheme*: the highest whose conditions all hold (exactly at a threshold counts).

    *totals* come from :func:`kheo.assessment.rules.schemes.add_up`. No class before every needed item is answered and, where the
    set has kinds of unit, the kind is known: half a sheet would always look like the lowest class. A veto item that was met
    leaves no class, or the lowest, as the set says; either way the sheet does not pass.
    """
    if totals.lacks_kind:
        return Verdict("", passes=False, reasons=("Chưa chọn loại đơn vị nên chưa xếp loại.",))
    if totals.total is None or not totals.is_whole:
        return NO_VERDICT
    bands = scheme.bands_for(totals.kind)
    if totals.vetoes:
        said = f"điểm liệt ở mục {', '.join(totals.vetoes)}"
        lowest = bands[-1].name if bands and scheme.veto == VetoEffect.LOWEST else ""
        effect = "xếp loại thấp nhất" if lowest else "không xếp loại"
        return Verdict(lowest, passes=False, reasons=(f"Có {said}: {effect}.",), why=said)
    reasons: list[str] = []
    why = ""
    for band in bands:
        short = _short_of(scheme, band, totals, totals.total)
        conditions = tuple(_unmet(band, totals))
        if not short and not conditions:
            return Verdict(band.name, passes=band.min_total > 0, reasons=tuple(reasons), why="" if band.min_total > 0 else why)
        reasons += [f"Chưa đạt «{band.name}»: {said}." for said in (short, *conditions) if said]
        why = "" if short else "; ".join(conditions)
    return Verdict("", passes=False, reasons=tuple(reasons), why=why)


def _short_of(scheme: Scheme, band: Band, totals: Totals, total: Decimal) -> str:
    """By how much *total* is short of *band*, in words; compared without division, so that a threshold is exact."""
    if scheme.basis == Basis.POINTS:
        return "" if total >= band.min_total else f"{written(total)} điểm, cần từ {written(band.min_total)}"
    if totals.highest and total * 100 >= band.min_total * totals.highest:
        return ""
    share = written(round(total * 100 / totals.highest, 2)) if totals.highest else "0"
    return f"{written(total)}/{written(totals.highest)} điểm là {share} %, cần từ {written(band.min_total)} %"


def _unmet(band: Band, totals: Totals) -> Iterable[str]:
    """Conditions of *band* besides the total that do not hold, in words."""
    if band.met_percent is not None:
        left, right = Decimal(totals.met * 100), band.met_percent * totals.criteria
        if left < right or (band.met_is_over and left == right):
            needs = f"{'trên' if band.met_is_over else 'từ'} {written(band.met_percent)} %"
            yield f"{totals.met}/{totals.criteria} tiêu chí đạt, cần {needs} số tiêu chí"
    if band.no_zero and totals.zeros:
        yield f"còn mục 0 điểm ({', '.join(totals.zeros)})"
