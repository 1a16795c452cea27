"""Text as it was typed in each family: the code pages letter by letter, as in print, not from the data the reader uses."""

import re
import unicodedata


def pairs_of(pairs: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in pairs.split())


TCVN3 = pairs_of("""
à=µ ả=¶ ã=· á=¸ ạ=¹ ă=¨ ằ=» ẳ=¼ ẵ=½ ắ=¾ ặ=Æ â=© ầ=Ç ẩ=È ẫ=É ấ=Ê ậ=Ë đ=® è=Ì ẻ=Î ẽ=Ï é=Ð ẹ=Ñ ê=ª ề=Ò ể=Ó ễ=Ô ế=Õ ệ=Ö
ì=× ỉ=Ø ĩ=Ü í=Ý ị=Þ ò=ß ỏ=á õ=â ó=ã ọ=ä ô=« ồ=å ổ=æ ỗ=ç ố=è ộ=é ơ=¬ ờ=ê ở=ë ỡ=ì ớ=í ợ=î ù=ï ủ=ñ ũ=ò ú=ó ụ=ô ừ=õ ử=ö
ữ=÷ ứ=ø ự=ù ỳ=ú ỷ=û ỹ=ü ý=ý ỵ=þ Ă=¡ Â=¢ Ê=£ Ô=¤ Ơ=¥ Ư=¦ Đ=§
""") | {"ư": "\u00ad"}
VNI = pairs_of("""
à=aø ả=aû ã=aõ á=aù ạ=aï ă=aê ằ=aè ẳ=aú ẵ=aü ắ=aé ặ=aë â=aâ ầ=aà ẩ=aå ẫ=aã ấ=aá ậ=aä đ=ñ è=eø ẻ=eû ẽ=eõ é=eù ẹ=eï
ê=eâ ề=eà ể=eå ễ=eã ế=eá ệ=eä ì=ì ỉ=æ ĩ=ó í=í ị=ò ò=oø ỏ=oû õ=oõ ó=où ọ=oï ô=oâ ồ=oà ổ=oå ỗ=oã ố=oá ộ=oä ơ=ô ờ=ôø
ở=ôû ỡ=ôõ ớ=ôù ợ=ôï ù=uø ủ=uû ũ=uõ ú=uù ụ=uï ư=ö ừ=öø ử=öû ữ=öõ ứ=öù ự=öï ỳ=yø ỷ=yû ỹ=yõ ý=yù ỵ=î
""")
_VIQR = {"\u0302": "^", "\u0306": "(", "\u031b": "+", "\u0301": "'", "\u0300": "`", "\u0309": "?", "\u0303": "~", "\u0323": "."}
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def in_tcvn3(text: str) -> str:
    """The capitals fonts keep the small letters' codes, so a capital with a tone is stored as the small letter."""
    return "".join(TCVN3.get(ch) or TCVN3.get(ch.lower(), ch) for ch in text)


def in_vni(text: str) -> str:
    return "".join(VNI[ch] if ch in VNI else VNI[ch.lower()].upper() if ch.lower() in VNI else ch for ch in text)


def in_viqr(text: str) -> str:
    def one(ch: str) -> str:
        if ch in "đĐ":
            return "dd" if ch == "đ" else "DD"
        base, *marks = unicodedata.normalize("NFD", ch)
        shapes, tones = [mark for mark in marks if mark not in _TONES], [mark for mark in marks if mark in _TONES]
        return base + "".join(_VIQR[mark] for mark in (*shapes, *tones))

    return "".join(map(one, text))


def in_windows_1258(text: str) -> str:
    """Half composed: the shape in the letter, the tone behind it."""

    def one(ch: str) -> str:
        decomposed = unicodedata.normalize("NFD", ch)
        tones = "".join(mark for mark in decomposed if mark in _TONES)
        return unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in _TONES)) + tones

    return "".join(map(one, text))


def in_nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


ENCODERS = {"tcvn3": in_tcvn3, "vni": in_vni, "viqr": in_viqr, "nfd": in_nfd}
WORD = re.compile(r"[^\W\d_]+")
