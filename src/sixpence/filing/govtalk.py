"""The GovTalk envelope of a submission, written directly as canonical bytes.

Source: GovTalk envelope schema 2.0 (HMRC's edition) and Document Submission Protocol v3.1. Nothing here reads the
clock or knows a password: see `with_credentials`.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from sixpence.basics.refused import Refused
from sixpence.filing.irmark import ENVELOPE_NAMESPACE, IrMark

SENDERS = ("Individual", "Company", "Agent", "Bureau", "Partnership", "Trust", "Employer", "Government", "Other")
_NO_CREDENTIALS = b"<SenderDetails></SenderDetails>"
_BODY_TAG = f'<Body xmlns="{ENVELOPE_NAMESPACE}">'.encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingSettings:
    """Who files, with which software. ValueError names a setting that is not of the right form."""

    vendor_id: str  # four digits, given by HMRC to each maker of payroll software
    product: str = "Sixpence"
    product_version: str
    sender: str = "Employer"  # in what capacity: one of SENDERS
    gateway_test: bool  # GatewayTest 1: asks the test service for a trial
    test_in_live: bool = False  # message class with -TIL: a trial on the live service, checked and then dropped
    timestamp: datetime | None = None  # HMRC's test services take it as today; the live service passes over it

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[0-9]{4}", self.vendor_id):
            raise ValueError(f"vendor_id: {self.vendor_id!r} is not four digits")
        if self.sender not in SENDERS:
            raise ValueError(f"sender: {self.sender!r} is not one of {', '.join(SENDERS)}")


@dataclass(frozen=True, slots=True)
class Credentials:
    """A Government Gateway user of the employer's. Secret: never in a log, never in a file that is kept."""

    sender_id: str
    password: str

    def __repr__(self) -> str:
        return "Credentials(***)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What goes into an envelope: canonical bytes before and after the place of the IRmark, which join without it."""

    message_class: str  # "HMRC-PAYE-RTI-FPS"
    tax_office_number: str
    tax_office_reference: str
    before_mark: bytes
    after_mark: tuple[bytes, ...]  # in as many parts as is handy: a large message is copied once, into its place


def escape(text: str) -> str:
    """Text as Canonical XML 1.0 writes it between tags."""
    if "&" in text or "<" in text or ">" in text or "\r" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#xD;")
    return text


def keys(tax_office_number: str, tax_office_reference: str) -> str:
    """The keys that must be alike in envelope and IRheader (business rule 5005)."""
    return (
        f'<Keys><Key Type="TaxOfficeNumber">{escape(tax_office_number)}</Key>'
        f'<Key Type="TaxOfficeReference">{escape(tax_office_reference)}</Key></Keys>'
    )


def seal(document: Document, settings: FilingSettings) -> tuple[bytes, IrMark]:
    """The whole submit request with its IRmark, computed on the very bytes it holds; no credentials are in it."""
    mark = IrMark.of_canonical(_BODY_TAG, document.before_mark, *document.after_mark, b"</Body>")
    message = b"".join(
        (
            _head(document, settings).encode(),
            b"<Body>",  # on its own, as the digest sees it, it carries the namespace it inherits here
            document.before_mark,
            f'<IRmark Type="generic">{mark.base64}</IRmark>'.encode(),
            *document.after_mark,
            b"</Body>\n</GovTalkMessage>\n",
        )
    )
    return message, mark


def with_credentials(message: bytes, credentials: Credentials) -> bytes:
    """The message with who sends it, for the gateway alone. The IRmark covers the Body only and stays right.

    Raises Refused where the message has credentials already, or no place for them.
    """
    head, body, rest = message.partition(b"<Body>")
    if head.count(_NO_CREDENTIALS) != 1 or not body:
        raise Refused("the message has no empty SenderDetails for the credentials: build it again")
    details = (
        f"<SenderDetails><IDAuthentication><SenderID>{escape(credentials.sender_id)}</SenderID>"
        "<Authentication><Method>clear</Method><Role>principal</Role>"
        f"<Value>{escape(credentials.password)}</Value></Authentication></IDAuthentication></SenderDetails>"
    )
    return head.replace(_NO_CREDENTIALS, details.encode()) + body + rest


def _head(document: Document, settings: FilingSettings) -> str:
    stamp = settings.timestamp
    timestamp = f"<Timestamp>{stamp.isoformat(timespec='seconds')}</Timestamp>" if stamp else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<GovTalkMessage xmlns="{ENVELOPE_NAMESPACE}">\n'
        "<EnvelopeVersion>2.0</EnvelopeVersion>\n"
        "<Header>\n<MessageDetails>"
        f"<Class>{document.message_class}{'-TIL' if settings.test_in_live else ''}</Class>"
        "<Qualifier>request</Qualifier><Function>submit</Function><CorrelationID></CorrelationID>"
        f"<Transformation>XML</Transformation><GatewayTest>{settings.gateway_test:d}</GatewayTest>"
        f"</MessageDetails>\n{_NO_CREDENTIALS.decode()}\n</Header>\n"
        f"<GovTalkDetails>\n{keys(document.tax_office_number, document.tax_office_reference)}\n"
        "<TargetDetails><Organisation>IR</Organisation></TargetDetails>\n"
        f"<ChannelRouting><Channel><URI>{settings.vendor_id}</URI><Product>{escape(settings.product)}</Product>"
        f"<Version>{escape(settings.product_version)}</Version></Channel>{timestamp}</ChannelRouting>\n"
        "</GovTalkDetails>\n"
    )
