"""Reading a number as it was typed, and asking about one that is hardly meant so: for every act that takes a value."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from kheo.foundation.refusal import Problem, RefusedError
from kheo.foundation.sheets import Cell
from kheo.movement.queries.check_ins import Asked, Asking, Key
from kheo.movement.reading.amounts import UnclearAmount, read_amount, read_own_amount
from kheo.movement.rules.jumps import Value, day_question, questions


class QuestionedError(RefusedError):
    """Nothing is wrong, but something is odd: said «đúng như vậy» with a word of why, the same is taken."""


def read_value(asked: Asked, typed: Decimal | str) -> Decimal | None:
    """What was typed, in the measure's own unit; None for nothing. RefusedError for what is no clear number."""
    if isinstance(typed, Decimal):
        return typed
    try:
        return read_amount(Cell("text", typed), asked.measure) if asked.measure else read_own_amount(typed, asked.unit)
    except UnclearAmount as unclear:
        text = str(unclear)
        raise RefusedError(Problem(f"{text[:1].upper()}{text[1:]}.", asked.label)) from None


def odd_values(asked: Asking, values: Mapping[Key, Decimal], on: date) -> list[tuple[Asked | None, str]]:
    """What to ask about *values* counted on a day: of which measure (None: about the day), and the question."""
    found: list[tuple[Asked | None, str]] = []
    for one in asked.values:
        if one.key in values:
            found += [(one, question) for question in questions(Value(values[one.key], on), one.course)]
    about_the_day = day_question(on, asked.started_on) if values else ""
    return [*found, (None, about_the_day)] if about_the_day else found
