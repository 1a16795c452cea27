"""Values under a head of a column that says what they are."""

from collections.abc import Iterator

from kheo.democracy.sensitive.births import DATE, ONLY_A_YEAR
from kheo.democracy.sensitive.finding import Passage
from kheo.democracy.sensitive.hits import Hit
from kheo.democracy.sensitive.kinds import KINDS
from kheo.democracy.sensitive.people import houses


def by_heading(heading: str, text: str, passage: Passage) -> Iterator[Hit]:
    """Values under a head that says what they are; a number has lost the noughts in front."""
    digits = sum(character.isdecimal() for character in text)
    whole = len(text) - len(text.lstrip()), len(text.rstrip())
    is_plain = digits and all(character.isdecimal() or character in " .-+" for character in text.strip())
    if is_plain and KINDS["identity"].heading.search(heading) and 9 <= digits <= 12:
        yield Hit("identity" if digits > 9 or passage.is_number else "old_identity", *whole)
    elif is_plain and KINDS["old_identity"].heading.search(heading) and 8 <= digits <= 12:
        yield Hit("old_identity" if digits <= 9 else "identity", *whole)
    elif is_plain and KINDS["account"].heading.search(heading) and 6 <= digits <= 19:
        yield Hit("account", *whole)
    elif is_plain and KINDS["telephone"].heading.search(heading) and 9 <= digits <= 11:
        yield Hit("telephone", *whole)
    elif KINDS["birth"].heading.search(heading):
        year = ONLY_A_YEAR.fullmatch(text)
        yield from (Hit("birth", *match.span()) for match in DATE.finditer(text))
        if year:
            yield Hit("birth_year", *year.span(1))
    elif KINDS["address"].heading.search(heading):
        yield from houses(text)
