"""Where a posting had to be shown, form by form and village by village, with the proofs of each and how it stands."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Min

from kheo.democracy.models import Posting, Proof
from kheo.democracy.queries.publishing import valid_proofs
from kheo.democracy.queries.publishing_villages import Through, form_words
from kheo.democracy.rules.posting_standing import (
    HANDED,
    MISSING,
    WAITING,
    Demand,
    Standing,
    board_standing,
    loudspeaker_standing,
    told_standing,
)
from kheo.democracy.rules.publishing import (
    BOARDS,
    HEAD,
    LOUDSPEAKER,
    OF_A_VILLAGE,
    PORTAL,
    hanging_days,
    item_on,
    loudspeaker_days,
    publishing_rules,
)
from kheo.foundation.working_days import after_working_days
from kheo.organisation.models import Unit
from kheo.organisation.queries.words import Terms, terms_of

Kind = Proof.Kind
Proofs = dict[tuple[str, int | None], list[Proof]]


@dataclass(frozen=True)
class Spot:
    """One form at one place, with what the form is called there.

    *place*: the village's name of the day it was published, "" for a form that is of no village.
    *took_over*: whose notice board this village took over, and since when; *heirs*: who took over from this one.
    """

    posting: Posting
    form: str
    village: Unit | None
    place: str
    standing: Standing
    label: str
    proofs: tuple[Proof, ...] = ()
    took_over: str = ""
    heirs: str = ""

    @property
    def tone(self) -> str:
        """The tag's class on a page."""
        if self.standing.is_gap:
            return "late"
        return {WAITING: "wait", "done": "done"}.get(self.standing.code, "info")


@dataclass(frozen=True)
class Shown:
    """A posting with all its spots."""

    posting: Posting
    spots: tuple[Spot, ...]

    @property
    def gaps(self) -> list[Spot]:
        return [spot for spot in self.spots if spot.standing.is_gap]

    @property
    def missing(self) -> list[Spot]:
        return [spot for spot in self.spots if spot.standing.code == MISSING]

    @property
    def waiting(self) -> list[Spot]:
        return [spot for spot in self.spots if spot.standing.code == WAITING]


def shown(postings: Iterable[Posting], today: date) -> list[Shown]:
    """Each of *postings* with its spots on *today*: a fixed number of queries, however many postings and villages."""
    listed = list(postings)
    keys = [posting.pk for posting in listed]
    villages: dict[int, list[Unit]] = defaultdict(list)
    pairs = list(Posting.villages.through.objects.filter(posting__in=keys).order_by("unit__code").values_list("posting", "unit"))
    # Forty villages stand in each of hundreds of postings: they are read once.
    units = Unit.objects.in_bulk({unit for _posting, unit in pairs})
    for posting, unit in pairs:
        villages[posting].append(units[unit])
    proofs: dict[int, Proofs] = defaultdict(lambda: defaultdict(list))
    for proof in valid_proofs().filter(posting__in=keys).select_related("file", "village").order_by("on", "pk"):
        proofs[proof.posting_id][proof.form, proof.village_id].append(proof)
    changed = dict(Posting.objects.filter(changes__in=keys).order_by().values_list("changes").annotate(first=Min("published_on")))
    through = Through(units.values())
    words = {one.locality_id: one.locality for one in listed}
    terms = {key: terms_of(locality, today) for key, locality in words.items()}
    return [
        Shown(
            one,
            tuple(
                _Reading(one, proofs[one.pk], changed.get(one.pk), (through, terms[one.locality_id]), today).spots(
                    villages[one.pk]
                )
            ),
        )
        for one in listed
    ]


class _Reading:
    """One posting read on a day."""

    def __init__(
        self, posting: Posting, proofs: Proofs, changed_on: date | None, called: tuple[Through, Terms], today: date
    ) -> None:
        self.posting, self.proofs, self.changed_on, self.today = posting, proofs, changed_on, today
        self.through, self.terms = called
        self.days = hanging_days(item_on(posting.item, posting.published_on), posting.published_on)

    def spots(self, villages: list[Unit]) -> Iterator[Spot]:
        for form in self.posting.forms:
            if form in OF_A_VILLAGE:
                yield from self._of_villages(form, villages)
            else:
                yield self._spot(form, None, Demand(self.posting.due_on, self.days, changed_on=self.changed_on))

    def _of_villages(self, form: str, villages: list[Unit]) -> Iterator[Spot]:
        """Each village of the day, then those that took over from them while it ran (new ones only, each once)."""
        asked = [(unit, "", Demand(self.posting.due_on, self.days, None, self._gone(unit), self.changed_on)) for unit in villages]
        known = {unit.pk for unit in villages}
        while asked:
            heirs: dict[int, tuple[Unit, list[str], list[Demand]]] = {}
            for unit, took_over, demand in asked:
                spot = self._spot(form, unit, demand, took_over)
                yield spot
                for handing in self.through.handings.get(unit.pk, []):
                    if handing.heir.pk in known or not self._runs_on(spot, handing.on):
                        continue
                    _, names, demands = heirs.setdefault(handing.heir.pk, (handing.heir, [], []))
                    names.append(f"{spot.place}, từ {handing.on:%d/%m/%Y}")
                    demands.append(self._handed(spot, handing.heir, handing.on))
            known |= heirs.keys()
            asked = [(unit, "; ".join(names), _latest(demands)) for unit, names, demands in heirs.values()]

    def _gone(self, unit: Unit) -> date | None:
        return unit.ended_on if unit.ended_on is not None and unit.ended_on <= self.today else None

    def _runs_on(self, spot: Spot, on: date) -> bool:
        """Whether something was left to do for the heir from *on*: hang on for the rest, or tell what was not told."""
        standing = spot.standing
        if on > self.today:
            return False
        return standing.first is None or (standing.code == HANDED and (standing.last is None or on <= standing.last))

    def _handed(self, spot: Spot, heir: Unit, on: date) -> Demand:
        within = int(publishing_rules().on("publish.within", on).value)
        due = max(self.posting.due_on, after_working_days(on, within))
        return Demand(due, self.days, spot.standing.last, self._gone(heir), self.changed_on)

    def _spot(self, form: str, village: Unit | None, demand: Demand, took_over: str = "") -> Spot:
        found = self.proofs.get((form, village.pk if village else None), [])
        day = demand.due if took_over else self.posting.published_on
        heirs = self.through.handings.get(village.pk, []) if village and self._gone(village) else []
        return Spot(
            posting=self.posting,
            form=form,
            village=village,
            place=self.through.name(village, day) if village else "",
            standing=self._standing(form, demand, found),
            label=form_words(form, self.terms),
            proofs=tuple(found),
            took_over=took_over,
            heirs="; ".join(f"{self.through.name(one.heir, one.on)}, từ {one.on:%d/%m/%Y}" for one in heirs),
        )

    def _standing(self, form: str, demand: Demand, proofs: list[Proof]) -> Standing:
        days = [proof.on for proof in proofs if proof.kind == Kind.SHOWN]
        if form == PORTAL:
            return told_standing(demand, [self.posting.published_on], self.today)
        if form in BOARDS:
            return board_standing(demand, days, [proof.on for proof in proofs if proof.kind == Kind.ENDED], self.today)
        if form == LOUDSPEAKER:
            return loudspeaker_standing(demand, days, loudspeaker_days(self.posting.published_on), self.today)
        return told_standing(demand, days, self.today)


def _latest(demands: list[Demand]) -> Demand:
    """Of what several villages handed on, what runs longest: always, or to the latest day."""
    return max(demands, key=lambda one: (one.until is None and one.days is None, one.until or date.max))


def together(spots: Iterable[Spot]) -> list[tuple[Spot, str]]:
    """Spots of one posting and form that stand alike as one line: the first of them, and the names of all their places."""
    lines: dict[tuple[int, str, str], list[Spot]] = defaultdict(list)
    for spot in spots:
        lines[spot.posting.pk, spot.form, spot.standing.words].append(spot)
    return [(alike[0], ", ".join(spot.place for spot in alike if spot.place)) for alike in lines.values()]


@dataclass(frozen=True)
class Alike:
    """Spots of one form that stand alike: the *first* of them, all their *places*, and their *proofs*, equal ones once.

    Each proof comes with the places that it is of, "" where it is of all of them.
    """

    first: Spot
    places: str
    proofs: tuple[tuple[Proof, str], ...]


def alike(spots: Iterable[Spot]) -> list[Alike]:
    """*spots* of one posting with those that stand alike as one: ten boards hung on one day are one line with their pictures."""
    lines: dict[tuple[str, str, str, str], list[Spot]] = defaultdict(list)
    for spot in spots:
        lines[spot.form, spot.standing.words, spot.took_over, spot.heirs].append(spot)
    return [Alike(of[0], ", ".join(spot.place for spot in of if spot.place), tuple(_proofs_once(of))) for of in lines.values()]


def _proofs_once(spots: list[Spot]) -> Iterator[tuple[Proof, str]]:
    same: dict[tuple[object, ...], tuple[Proof, list[str]]] = {}
    for spot in spots:
        for proof in spot.proofs:
            told = (proof.kind, proof.on, proof.way, proof.times, proof.note, proof.file_id)
            same.setdefault(told, (proof, []))[1].append(spot.place)
    for proof, places in same.values():
        yield proof, "" if len(places) == len(spots) else ", ".join(places)


def village_spots(listed: Iterable[Shown], village: Unit) -> list[Spot]:
    """What *village* has to show or tell, of *listed*."""
    return [spot for one in listed for spot in one.spots if spot.village is not None and spot.village.pk == village.pk]


def has_to_tell(spot: Spot) -> bool:
    """Whether a village's head has not yet written how the people were told."""
    return spot.form == HEAD and spot.standing.code in {WAITING, MISSING}
