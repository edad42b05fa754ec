"""The IRmark: HMRC's published messages, one of our own worked out by hand, and what is refused."""

import csv
import hashlib
from base64 import b32encode, b64encode
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from sixpence.basics.refused import Refused
from sixpence.cli.irmark import irmark_command
from sixpence.filing.irmark import IrMark, irmark, irmark_inside

MARKED = Path(__file__).parent / "golden" / "marked.xml"
# The Body of marked.xml in Canonical XML 1.0 without its IRmark, written out by hand: the inherited namespace is on
# Body, the empty element has an end tag, attributes are sorted and in double quotes, and the two runs of white space
# that stood around the IRmark have become one.
CANONICAL = """<Body xmlns="http://www.govtalk.gov.uk/CM/envelope">
    <IRenvelope xmlns="urn:example:return">
      <IRheader>
        <Keys><Key Type="TaxOfficeNumber">123</Key></Keys>
        \n        <Sender>Employer</Sender>
      </IRheader>
      <Return a="1" b="2"><Name>Llŷr &amp; Co &gt; 'Wren'</Name><Nothing></Nothing></Return>
    </IRenvelope>
  </Body>"""

app = typer.Typer()
app.command()(irmark_command)


def test_the_method_step_by_step() -> None:
    digest = hashlib.sha1(CANONICAL.encode()).digest()

    assert irmark(MARKED.read_bytes()) == IrMark(b64encode(digest).decode(), b32encode(digest).decode())
    assert irmark_inside(MARKED.read_bytes()) == b64encode(digest).decode()


def test_every_published_message_has_the_mark_hmrc_gave_it(reference: Path) -> None:
    folder = reference / "rti" / "examples" / "irmark"
    rows = list(csv.DictReader((folder / "expected.csv").read_text().splitlines()))
    assert len([row for row in rows if row["match"] == "yes"]) == 12
    for row in rows:
        message = (folder / row["file"]).read_bytes()
        mark = irmark(message)
        assert (mark.base64, mark.base32) == (row["irmark_computed_base64"], row["irmark_computed_base32"]), row["file"]
        assert irmark_inside(message) == row["irmark_in_file"], row["file"]
        assert (irmark_inside(message) == mark.base64) is (row["match"] == "yes"), row["file"]


def test_the_mark_covers_the_body_alone() -> None:
    message = MARKED.read_bytes()

    assert irmark(message.replace(b"2.0", b"2.1")) == irmark(message)
    assert irmark(message.replace(b"<Nothing/>", b"<Nothing></Nothing>")) == irmark(message)
    assert irmark(message.replace(b"\n", b"\r\n")) == irmark(message)
    assert irmark(message.replace(b"Employer", b"Agent")) != irmark(message)
    assert irmark(message.replace(b"    <Sender", b"   <Sender")) != irmark(message)


def test_a_mark_that_comes_first_leaves_its_white_space_to_the_parent() -> None:
    message = f"<GovTalkMessage {ENVELOPE}><Body> <IRmark>x</IRmark>\n</Body></GovTalkMessage>"
    canonical = b'<Body xmlns="http://www.govtalk.gov.uk/CM/envelope"> \n</Body>'

    assert irmark(message.encode()) == IrMark.of_canonical(canonical)


def test_a_message_without_a_mark() -> None:
    message = MARKED.read_bytes().partition(b"        <IRmark")
    without = message[0] + message[2].partition(b"</IRmark>")[2]

    assert irmark_inside(without) is None


ENVELOPE = 'xmlns="http://www.govtalk.gov.uk/CM/envelope"'


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        (b'<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "has a DOCTYPE in line 2"),
        (b"<!doctype a><a></a>", "has a DOCTYPE in line 1"),
        ('<!DOCTYPE a SYSTEM "http://localhost/"><a/>'.encode("utf-16"), "is not UTF-8 at byte 1"),
        (b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4-<a/>', "says in line 1 that its encoding"),
        (b"<a>\n<b></a>", "is not well-formed XML in line 2"),
        (b"", "is not well-formed XML"),
        (b"<a/>", "is not a GovTalk message: line 1"),
        (b"<GovTalkMessage/>", "is not a GovTalk message"),
        (f"<GovTalkMessage {ENVELOPE}/>".encode(), "has 0 Body elements"),
        (f"<GovTalkMessage {ENVELOPE}><Body/><Body/></GovTalkMessage>".encode(), "has 2 Body elements"),
        (
            f"<GovTalkMessage {ENVELOPE}><Body><IRmark/>\n<a><IRmark/></a></Body></GovTalkMessage>".encode(),
            "has a second IRmark in line 2",
        ),
    ],
)
def test_what_is_refused(message: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=f"^fps.xml {reason}"):
        irmark(message, "fps.xml")


def test_a_message_that_is_too_big_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sixpence.filing.untrusted_xml.MOST_BYTES", 10)
    with pytest.raises(Refused, match="has 11 bytes, more than the 10 that are read"):
        irmark(b"<a>1234</a>")


def test_the_command_prints_both_forms_and_agrees() -> None:
    result = CliRunner().invoke(app, [str(MARKED)])

    mark = irmark(MARKED.read_bytes())
    assert (result.exit_code, result.stdout) == (0, f"base64 {mark.base64}\nbase32 {mark.base32}\n")


def test_the_command_finds_a_changed_message(tmp_path: Path) -> None:
    changed = tmp_path / "changed.xml"
    changed.write_bytes(MARKED.read_bytes().replace(b"Employer", b"Agent"))
    result = CliRunner().invoke(app, [str(changed)])

    inside = irmark_inside(MARKED.read_bytes())
    assert result.exit_code == 1
    assert result.stderr == (f"changed.xml carries another IRmark, {inside}: it was changed after it was marked\n")


def test_the_command_says_that_there_is_no_mark(tmp_path: Path) -> None:
    bare = tmp_path / "bare.xml"
    bare.write_text(f"<GovTalkMessage {ENVELOPE}><Body/></GovTalkMessage>")
    result = CliRunner().invoke(app, [str(bare)])

    assert (result.exit_code, result.stderr) == (0, "bare.xml carries no IRmark of its own\n")


@pytest.mark.parametrize("content", [None, b"<a"])
def test_the_command_refuses_bad_input(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "bad.xml"
    if content is not None:
        file.write_bytes(content)
    result = CliRunner().invoke(app, [str(file)])

    assert isinstance(result.exception, Refused)
    assert result.stdout == ""
    assert "bad.xml" in str(result.exception)
