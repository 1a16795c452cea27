"""The shape of a Vietnamese syllable: initial, rime and tone. Tells written Vietnamese from bytes read the wrong way."""

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_INITIAL = r"(?:ngh|ng|gh|gi|kh|ch|nh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
_RIMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm
ên êng ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu o oc oi om on ong op ot oa oac oach oai
oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet ooc oong ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp
ơt u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uy uya uych uyên uyêt uynh uyp uyt uyu uơ uôc uôi uôm uôn
uông uôt ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu ynh ych yt
"""
_SYLLABLE = re.compile(f"({_INITIAL})({'|'.join(sorted(_RIMES.split(), key=len, reverse=True))})")
# k, gh, ngh stand before e, ê, i (y) and only there; c, g, ng elsewhere («gì» is the one exception).
_MISSPELT = re.compile(r"c-[eêiy]|g-[eê]|ng-[eêiy]|(?:k|gh|ngh)-[^eêiy]")
_ON_CONSONANT = re.compile(f"[^aeiouy\u0302\u0306\u031b\u0323][{_TONES}]")  # ñ is no n with a tone
_STOPPED = ("c", "ch", "p", "t")
_ACUTE_OR_DOT = {"\u0301", "\u0323"}


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Say whether *word* (any case, NFC or NFD) has the shape of one Vietnamese syllable; ``gì`` and ``quốc`` included."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [ch for ch in decomposed if ch in _TONES]
    bare = unicodedata.normalize("NFC", "".join(ch for ch in decomposed if ch not in _TONES))
    if len(tones) > 1 or _ON_CONSONANT.search(decomposed):
        return False
    found = _SYLLABLE.fullmatch(bare)
    if not found:
        return False
    initial, rime = found.groups()
    if _MISSPELT.match(f"{initial or ''}-{rime}"):
        return False
    return not rime.endswith(_STOPPED) or (set(tones) <= _ACUTE_OR_DOT and bool(tones))
