"""What the chapter ties to a position or a body: spreadsheets that wait, files that run, minutes in its words."""

from datetime import date

from django.db.models import Q

from kheo.movement.models import Registration, WaitingSheet
from kheo.organisation.models import Position, Role
from kheo.organisation.ties import Tie, Ties, Way, register

OVER = (Registration.State.STOPPED, Registration.State.RECOGNISED, Registration.State.NOT_RECOGNISED)


class MovementTies(Ties):
    def of_position(self, position: Position, on: date) -> list[Tie]:  # noqa: ARG002  files have no day of their own
        ties = []
        sheets = WaitingSheet.objects.filter(programme__locality=position.body.locality, added_by__in=_accounts(position)).count()
        if sheets and position.role == Role.OFFICE:
            ties.append(Tie(Way.STAYS, "bảng tính chờ xác nhận", sheets))
        if position.role == Role.UNIT_STAFF:
            own = Q(initiative__body=position.body) | Q(initiative__body=None, initiative__unit=position.body.unit)
            running = Registration.objects.filter(own, programme__locality=position.body.locality).exclude(state__in=OVER).count()
            if running:
                ties.append(Tie(Way.STAYS, "hồ sơ mô hình đang thực hiện", running))
        return ties


def _accounts(position: Position) -> list[int]:
    account = getattr(position.person, "account", None)
    return [account.pk] if account else []


register(MovementTies())
