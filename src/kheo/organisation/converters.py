"""Parts of an address: one that names a locality, one that names a unit, and the number of a record."""

from django.urls import register_converter


class PlaceConverter:
    """``gso2024-349``: register and statistical code of the locality's unit."""

    regex = r"gso20\d\d-\d{2,5}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class UnitCodeConverter(PlaceConverter):
    """``gso2024-13324``, or a village of it: ``gso2025-13324.ninh-lao``."""

    regex = r"gso20\d\d-\d{2,5}(?:\.[a-z0-9-]{1,40})?"


class NumberConverter:
    """Number of a record. Django's own ``int`` takes any length, and no database has a key of twenty digits."""

    regex = r"[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class PaperConverter:
    """The ending of a paper's file: ``docx`` or ``pdf``."""

    regex = r"docx|pdf"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PaperConverter, "paper")
register_converter(PlaceConverter, "place")
register_converter(UnitCodeConverter, "unit")
register_converter(NumberConverter, "number")
