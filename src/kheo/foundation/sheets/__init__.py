"""Spreadsheets as people fill them in: .xlsx, .ods and .csv read into rows that keep their own number."""

from kheo.foundation.sheets.cells import EMPTY, Cell, Row, Sheet, UnreadableSheet, column_letters
from kheo.foundation.sheets.reading import read_sheets
from kheo.foundation.sheets.recoding import Conversion, recoded

__all__ = ["EMPTY", "Cell", "Conversion", "Row", "Sheet", "UnreadableSheet", "column_letters", "read_sheets", "recoded"]
