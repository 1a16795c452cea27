"""A text made ready to be read aloud on a loudspeaker: short forms, numbers, days and signs in words, sentences of one breath."""

from kheo.democracy.speaking.breath import Sentence
from kheo.democracy.speaking.reading import Aloud, read_aloud

__all__ = ["Aloud", "Sentence", "read_aloud"]
