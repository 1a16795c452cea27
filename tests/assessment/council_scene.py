"""A council before its first file: three members, files of one set of two items, chapters that say who may not judge."""

from decimal import Decimal

import pytest

from kheo.assessment import subjects
from kheo.assessment.actions.ballots import open_scoring, save_ballot
from kheo.assessment.actions.councils import Place, Settings, bring_files, found_council, seat_member
from kheo.assessment.actions.criteria import load_criteria
from kheo.assessment.models import Assessment, Ballot, Council, CouncilFile, Criterion, Seat
from kheo.organisation.authority import COMMAND_LINE
from kheo.organisation.models import Account, Role
from tests import factories
from tests.assessment.test_criteria import GOOD

PLAIN = Settings(title="Hội đồng thẩm định", spread_limit=Decimal(3))


class Scene(subjects.Subjects):
    """A place with its office and a council; ``bars``: pairs (sheet, person) and why. GOOD: item 1 of 6 by 0,5, item 2 of 4."""

    def __init__(self, place, settings=PLAIN, members=3, files=2):
        self.place, self.bars = place, {}
        self.office = factories.actor_for(factories.make_account(Role.OFFICE, place))
        criteria_set, _new = load_criteria(COMMAND_LINE, GOOD.encode())
        self.council = found_council(self.office, place, criteria_set, settings)
        self.accounts = [factories.make_account(Role.COUNCIL, place) for _ in range(members)]
        parts = [Seat.Part.CHAIR, Seat.Part.SECRETARY]
        self.seats = [
            seat_member(
                self.office,
                self.council,
                account.person,
                Place(parts[number] if number < len(parts) else Seat.Part.MEMBER),
            )
            for number, account in enumerate(self.accounts)
        ]
        self.actors = [factories.actor_for(account) for account in self.accounts]
        self.sheets = [Assessment.objects.create(criteria_set=criteria_set, locality=place.code) for _ in range(files)]
        if files:
            bring_files(self.office, self.council, dict.fromkeys((sheet.pk for sheet in self.sheets), ""))
        self.files = list(CouncilFile.objects.filter(council=self.council))
        self.items = list(Criterion.objects.filter(criteria_set=criteria_set).values_list("pk", flat=True))

    def titles(self, sheets):
        return {key: f"Hồ sơ {key}" for key in sheets}

    def barred(self, sheets, people, day):  # noqa: ARG002  the scene bars on any day
        return {pair: why for pair, why in self.bars.items() if pair[0] in sheets and pair[1] in people}

    def now(self):
        return Council.objects.get(pk=self.council.pk)

    def open(self):
        return open_scoring(self.office, self.council, self.now().version)

    def ballot(self, member, file=0):
        return Ballot.objects.filter(file=self.files[file], seat=self.seats[member]).order_by("round").last()

    def give(self, member, file, *points, actor=None, **more):
        ballot = self.ballot(member, file)
        given = dict(zip(self.items, (None if one is None else Decimal(str(one)) for one in points), strict=True))
        return save_ballot(actor or self.actors[member], ballot, given, "", ballot.version, **more)

    def give_all(self, *pairs):
        """Each member in turn gives the same pair to every file."""
        for member, pair in enumerate(pairs):
            for file in range(len(self.files)):
                self.give(member, file, *pair)

    def account_outside(self) -> Account:
        return factories.make_account(Role.COUNCIL, self.place)


@pytest.fixture
def make_scene(db, monkeypatch):
    def make(place=None, **more):
        scene = Scene(place or factories.make_locality(), **more)
        monkeypatch.setitem(subjects._chapters, f"scene-{scene.council.pk}", scene)
        return scene

    return make


@pytest.fixture
def scene(make_scene):
    return make_scene()
