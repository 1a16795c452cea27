"""A list of initiatives written as an office keeps it. No database, no Django; what is written here ``reading`` reads back."""

from kheo.movement.writing.workbook import ListedResult, ListedRow, initiatives_xlsx

__all__ = ["ListedResult", "ListedRow", "initiatives_xlsx"]
