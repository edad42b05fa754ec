"""The IRmark: a digest in the message that shows that HMRC received exactly what was sent.

Source: HMRC, "Generic IRmark specification" v1.2 and "IRmark generation, step by step guide" v2.0. The method
reproduces the marks of the messages HMRC published for 2013-14 and 2014-15 (`tests/filing/test_irmark.py`).
"""

import hashlib
from base64 import b32encode, b64encode
from dataclasses import dataclass

from lxml import etree

from sixpence.basics.refused import Refused
from sixpence.filing.untrusted_xml import parse_untrusted

ENVELOPE_NAMESPACE = "http://www.govtalk.gov.uk/CM/envelope"


@dataclass(frozen=True, slots=True)
class IrMark:
    """One digest in both its forms: base64 stands in the message, base32 is shown to people."""

    base64: str  # 28 characters
    base32: str  # 32 characters, upper case

    @classmethod
    def of_canonical(cls, *parts: bytes) -> "IrMark":
        """The mark of a canonical Body without its IRmark element, given in as many parts as is handy."""
        digest = hashlib.sha1(usedforsecurity=False)  # HMRC's choice: it guards against damage, not against forgery
        for part in parts:
            digest.update(part)
        return cls(b64encode(digest.digest()).decode(), b32encode(digest.digest()).decode())


def irmark(message: bytes, what: str = "the message") -> IrMark:
    """The mark that belongs in a whole GovTalk message, whatever mark it carries.

    The Body element, with every namespace in scope on it and without its IRmark element (the white space on both
    sides of that stays), is put into Canonical XML 1.0 (inclusive, without comments) and digested with SHA-1.

    Raises Refused where `message` is not a GovTalk message with one Body and at most one IRmark.
    """
    body = _body(message, what)
    mark = _mark_element(body, what)
    if mark is not None:
        _remove_keeping_tail(mark)
    return IrMark.of_canonical(etree.tostring(body, method="c14n", with_comments=False))


def irmark_inside(message: bytes, what: str = "the message") -> str | None:
    """The base64 mark a GovTalk message carries, None where it carries none. Refused as in `irmark`."""
    mark = _mark_element(_body(message, what), what)
    return None if mark is None else (mark.text or "").strip()


def _body(message: bytes, what: str) -> etree._Element:
    root = parse_untrusted(message, what)
    if root.tag != f"{{{ENVELOPE_NAMESPACE}}}GovTalkMessage":
        raise Refused(f"{what} is not a GovTalk message: line {root.sourceline} starts another element")
    bodies = root.findall(f"{{{ENVELOPE_NAMESPACE}}}Body")
    if len(bodies) != 1:
        raise Refused(f"{what} has {len(bodies)} Body elements under GovTalkMessage: it must have one")
    return bodies[0]


def _mark_element(body: etree._Element, what: str) -> etree._Element | None:
    marks = list(body.iter("{*}IRmark"))
    if len(marks) > 1:
        raise Refused(f"{what} has a second IRmark in line {marks[1].sourceline}: it must have one")
    return marks[0] if marks else None


def _remove_keeping_tail(element: etree._Element) -> None:
    """Take the element out and leave the white space behind it, which the mark covers."""
    parent, before = element.getparent(), element.getprevious()
    assert parent is not None, "an IRmark stands inside the Body"
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    element.tail = None
    parent.remove(element)
