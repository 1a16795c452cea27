"""A criteria set outside the database: as a TOML file states it, as a page typed it, checked, and written as TOML again."""

from kheo.assessment.criteria.reading import UnreadableError, read_criteria
from kheo.assessment.criteria.values import ClassRead, ItemRead, KindRead, LevelRead, SetRead
from kheo.assessment.criteria.writing import document_of, toml_of

__all__ = [
    "ClassRead",
    "ItemRead",
    "KindRead",
    "LevelRead",
    "SetRead",
    "UnreadableError",
    "document_of",
    "read_criteria",
    "toml_of",
]
