"""HMRC's alphabet: the characters an FPS takes in names and addresses, and how the rest are written in it.

Source: character sets B, D, G and H of HMRC's FPS schema (`FullPaymentSubmission_Charset...`). Accents are dropped and
letters that are no accented A to Z are spelt out, as a passport does (ø is o, ß is ss). A sign the set has not becomes
a space. A letter or digit that has no spelling is not dropped: that would be another name.
"""

import re
import unicodedata
from dataclasses import dataclass, field

_SPELLINGS = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ`´ʹ′", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("⁄∕", "/"),
        **dict(zip("ØøÐðĐđŁłĦħıŊŋŦŧƏəĸ", "OoDdDdLlHhiNnTtEek", strict=True)),
        **dict(zip("ÆæŒœßẞÞþ", ("AE", "ae", "OE", "oe", "ss", "SS", "Th", "th"), strict=True)),
    }
)


@dataclass(frozen=True, slots=True)
class CharacterSet:
    """What one kind of text may hold. `first` and `rest` are insides of a regular expression's class."""

    first: str
    rest: str
    longest: int = 35
    _foreign: re.Pattern[str] = field(init=False, repr=False)
    _before_first: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_foreign", re.compile(f"[^{self.rest}]"))
        object.__setattr__(self, "_before_first", re.compile(f"[^{self.first}]*"))

    @property
    def pattern(self) -> str:
        """The regular expression of a text that is fit as it stands."""
        return f"[{self.first}][{self.rest}]{{0,{self.longest - 1}}}"

    @property
    def unescaped_pattern(self) -> str:
        """The same, without the three characters that XML writes another way."""
        return f"[{self.first}][{re.sub('[&<>]', '', self.rest)}]{{0,{self.longest - 1}}}"

    def fit(self, text: str) -> str | None:
        """`text` written in this set, cut to its length, perhaps ""; None where a letter or digit has no spelling."""
        # Both before and after: taking apart makes a space of ´ and an Ø of Ǿ.
        spelt = unicodedata.normalize("NFKD", text.translate(_SPELLINGS)).translate(_SPELLINGS)
        letters = "".join(sign for sign in spelt if not unicodedata.combining(sign))
        if any(sign.isalnum() for sign in self._foreign.findall(letters)):
            return None
        words = " ".join(self._foreign.sub(" ", letters).split())
        return self._before_first.sub("", words, count=1)[: self.longest].rstrip()


NAMES = CharacterSet("A-Za-z", r"A-Za-z '\-")  # set D
TITLES = CharacterSet("A-Za-z", r"A-Za-z .'\-")  # set H
ADDRESSES = CharacterSet("A-Za-z0-9", r"A-Za-z0-9 .,\-()/=!\"%&*;<>'+:?")  # set G
COUNTRIES = CharacterSet("A-Za-z", ADDRESSES.rest)
POSTCODES = CharacterSet("A-Za-z0-9", "A-Za-z0-9 ", longest=10)  # set B
PAYROLL_IDS = CharacterSet(ADDRESSES.rest.replace(" ", ""), ADDRESSES.rest)
