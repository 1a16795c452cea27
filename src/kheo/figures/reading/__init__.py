"""Reads press prose on the movement: the figures it states, where they stand, and what could not be placed.

Knows no database: ``extract`` turns a text into figures, ``compare`` sets them beside recorded values it asks for.
"""

from .comparison import compare
from .files import UnreadableDocumentError, read_document
from .reader import extract
from .results import Compared, ReadFigure, Reading, Unmatched

__all__ = ["Compared", "ReadFigure", "Reading", "Unmatched", "UnreadableDocumentError", "compare", "extract", "read_document"]
