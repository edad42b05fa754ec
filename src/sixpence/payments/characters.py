"""The characters Bacs carries: capital letters, digits, full stop, ampersand, solidus, hyphen and space.

Source: the character set of Bacs' Electronic Funds Transfer, file structures (PN5011), as its service users restate it.
"""

import re
import unicodedata

_OUTSIDE = re.compile(r"[^A-Z0-9.&/-]+")
# Latin letters that Unicode does not take apart into a letter and an accent.
_LETTERS = str.maketrans(
    {"Æ": "AE", "Œ": "OE", "Ø": "O", "Đ": "D", "Ð": "D", "Ħ": "H", "Ł": "L", "Þ": "TH", "ẞ": "SS", "Ŋ": "N", "Ŧ": "T"}
)


def bacs_text(text: str, length: int) -> str:
    """`text` in Bacs characters, at most `length` of them, without outer or repeated spaces.

    Letters lose their accents ("Llŷr" is LLYR); every other character that Bacs does not carry becomes a space. The
    answer is empty where nothing of `text` can be carried, as with a name in another script.
    """
    capitals = text.upper().translate(_LETTERS)
    letters = "".join(char for char in unicodedata.normalize("NFKD", capitals) if not unicodedata.combining(char))
    return _OUTSIDE.sub(" ", letters.upper()).strip()[:length].rstrip()
