"""Building an FPS in a test and asking it what it says."""

from typing import Any

from lxml import etree

from builders import a_payment, a_run
from sixpence.filing.fps import build_fps
from sixpence.filing.govtalk import FilingSettings

SETTINGS = FilingSettings(vendor_id="0000", product_version="0.1.0", gateway_test=True)
TAG = "{http://www.govtalk.gov.uk/taxation/PAYE/RTI/FullPaymentSubmission/26-27/1}"


def employee(message: bytes, payroll_id: str) -> etree._Element:
    for element in etree.fromstring(message).iter(f"{TAG}Employee"):
        if element.findtext(f"{TAG}Employment/{TAG}PayId") == payroll_id:
            return element
    raise AssertionError(payroll_id)


def said(parent: etree._Element, path: str) -> list[str]:
    """The texts at a path of FPS names; an attribute follows the last name behind an @."""
    names, _, attribute = path.partition("@")
    found = parent.iterfind("/".join(TAG + name for name in names.split("/")))
    return [str(element.get(attribute)) if attribute else element.text or "" for element in found]


def one(**changes: Any) -> etree._Element:
    """The Employee of one payment with changes."""
    pay = a_payment(**changes)
    return employee(build_fps(a_run(pay), SETTINGS).message, pay.employee_id)
