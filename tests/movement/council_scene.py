"""A programme with its council: as many members and files as asked, under a set of two items (6 by halves, 4)."""

from decimal import Decimal

from kheo.assessment.actions.ballots import open_scoring, save_ballot
from kheo.assessment.actions.councils import Place, Settings, seat_member
from kheo.assessment.actions.criteria import load_criteria
from kheo.assessment.actions.rounds import close_round, publish, record_meeting
from kheo.assessment.models import Ballot, Council, CouncilFile, Criterion, Seat
from kheo.movement.actions.councils import bring_registrations, found_for_programme
from kheo.organisation.authority import COMMAND_LINE
from kheo.organisation.models import Role
from tests import factories
from tests.assessment.test_criteria import GOOD

PLAIN = Settings(title="Hội đồng thẩm định", spread_limit=Decimal(3))
PARTS = (Seat.Part.CHAIR, Seat.Part.SECRETARY)


class CouncilScene:
    def __init__(self, place, settings=PLAIN, members=3, files=2, **programme):
        criteria_set, _new = load_criteria(COMMAND_LINE, GOOD.encode())
        self.place = place
        self.programme = factories.make_programme(place, criteria_set=criteria_set, **programme)
        self.office = factories.actor_for(factories.make_account(Role.OFFICE, place))
        self.registrations = [
            factories.make_registration(self.programme, f"Cách làm {number:02d}", state="reported")
            for number in range(1, files + 1)
        ]
        self.council = found_for_programme(self.office, self.programme, settings)
        self.accounts = [factories.make_account(Role.COUNCIL, place) for _ in range(members)]
        self.seats = [
            seat_member(self.office, self.council, account.person, Place(PARTS[number] if number < 2 else Seat.Part.MEMBER))
            for number, account in enumerate(self.accounts)
        ]
        self.actors = [factories.actor_for(account) for account in self.accounts]
        self.items = list(Criterion.objects.filter(criteria_set=criteria_set).values_list("pk", flat=True))
        if files:
            bring_registrations(self.office, self.programme)

    def now(self):
        return Council.objects.get(pk=self.council.pk)

    def open(self):
        open_scoring(self.office, self.council, self.now().version)
        return self

    def file(self, number=0):
        return CouncilFile.objects.get(assessment__registration_link__registration=self.registrations[number])

    def ballot(self, member=0, file=0):
        return Ballot.objects.filter(seat=self.seats[member], file=self.file(file)).order_by("round").last()

    def give(self, member, file, *points):
        ballot = self.ballot(member, file)
        given = dict(zip(self.items, map(Decimal, map(str, points)), strict=True))
        return save_ballot(self.actors[member], ballot, given, "", ballot.version)

    def give_all(self, *pairs):
        for member, pair in enumerate(pairs):
            for file in range(len(self.registrations)):
                self.give(member, file, *pair)
        return self

    def closed(self):
        close_round(self.office, self.council, self.now().version)
        return self

    def met(self, day):
        present = {seat.pk for seat in Seat.objects.filter(council=self.council, absent_reason="")}
        record_meeting(self.office, self.council, day, present, self.now().version)
        return self

    def published(self, day):
        publish(self.office, self.council, day, self.now().version)
        return self
