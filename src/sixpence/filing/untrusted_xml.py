"""Reading XML that somebody else wrote: no DOCTYPE, no entities, no network, a limit on size."""

import re

from lxml import etree

from sixpence.basics.refused import Refused

MOST_BYTES = 128 * 1024 * 1024
"""More than an FPS of 40,000 people takes; far more than HMRC's gateway accepts in one message."""

# Encodings in which every byte below 128 is itself, so that a search for "<!DOCTYPE" cannot be led astray.
_PLAIN_ENCODINGS = {"utf-8", "utf8", "us-ascii", "ascii"}
_DECLARED_ENCODING = re.compile(r"""\s*<\?xml[^>]*?\bencoding\s*=\s*["']([^"']*)["']""")


def parse_untrusted(message: bytes, what: str) -> etree._Element:
    """The root of an XML message; `what` names it in a refusal ("fps.xml").

    Raises Refused, with the place, where the message is too big, not in UTF-8, has a DOCTYPE, or is not well formed.
    """
    if len(message) > MOST_BYTES:
        raise Refused(f"{what} has {len(message):,} bytes, more than the {MOST_BYTES:,} that are read: split it")
    try:
        text = message.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(f"{what} is not UTF-8 at byte {error.start + 1}: save it as UTF-8") from None
    declared = _DECLARED_ENCODING.match(text)
    if declared and declared[1].lower() not in _PLAIN_ENCODINGS:
        raise Refused(f"{what} says in line 1 that its encoding is not UTF-8: save it as UTF-8")
    place = text.upper().find("<!DOCTYPE")
    if place >= 0:
        raise Refused(f"{what} has a DOCTYPE in line {text.count(chr(10), 0, place) + 1}: remove it")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(message, parser)
    except etree.XMLSyntaxError as error:
        raise Refused(f"{what} is not well-formed XML in line {error.lineno}: {error.msg}") from None
