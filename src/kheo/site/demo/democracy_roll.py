"""The demo ward's rolls of households: numbers as they are in such places, placeholders for names."""

from typing import Any

from kheo.democracy.actions.roll_import import import_roll
from kheo.democracy.reading.roll import RollLine
from kheo.organisation.authority import COMMAND_LINE
from kheo.site.demo.organisation import Place


def keep_rolls(place: Place, told: dict[str, Any]) -> None:
    """Fill the roll of each village that *told* names, its households spread over its clusters in turn of their numbers."""
    for row in told["rolls"]:
        many, clusters = row["households"], row["clusters"]
        lines = [
            RollLine(number, str(number), f"Đại diện hộ {number:03d}", clusters[(number - 1) * len(clusters) // many])
            for number in range(1, many + 1)
        ]
        import_roll(COMMAND_LINE, place.locality, place.unit(row["village"]), lines, commit=True)
