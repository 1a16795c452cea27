"""The living ward's rewards: a commendation of the first round, its money, and the fund that pays it."""

from typing import Any

from kheo.movement.models import Programme, Registration
from kheo.organisation.authority import COMMAND_LINE
from kheo.recognition.actions.choices import set_choice
from kheo.recognition.actions.fund import open_fund, pay_list, receive
from kheo.site.demo.organisation import Place
from kheo.site.demo.ward import issued
from kheo.site.demo.year import draft


def reward(place: Place, programme: Programme, registrations: dict[int, Registration], told: dict[str, Any]) -> None:
    """Commend whom *told* names, open this year's book, and pay the list out of it."""
    decision = issued(draft(place, programme, registrations, told["commendation"]), told["commendation"])
    set_choice(COMMAND_LINE, place.locality, "rounding", told["rounding"]["value"], told["rounding"]["reason"])
    opening, receipt, payment = told["opening"], told["receipt"], told["payment"]
    open_fund(
        COMMAND_LINE, place.locality, opening["on"].year, opening["amount"], opening["on"], opening["source"], opening["paper"]
    )
    receive(COMMAND_LINE, place.locality, receipt["amount"], receipt["on"], receipt["source"], receipt["paper"])
    pay_list(COMMAND_LINE, decision, payment["on"], payment["paper"])
