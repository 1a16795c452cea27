"""Personal data in what is about to be published: found in text, office files and text PDFs, and masked on request."""

from kheo.democracy.sensitive.finding import CannotLookError, Finding, Look, Passage
from kheo.democracy.sensitive.looking import MASKABLE, look_at_file, look_at_text
from kheo.democracy.sensitive.masking import mask_file, mask_name, mask_text

__all__ = [
    "MASKABLE",
    "CannotLookError",
    "Finding",
    "Look",
    "Passage",
    "look_at_file",
    "look_at_text",
    "mask_file",
    "mask_name",
    "mask_text",
]
