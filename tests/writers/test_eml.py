"""Drafts of mails, read back by the standard library's own parser."""

from __future__ import annotations

import email
import email.policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr

from hypothesis import example, given
from hypothesis import strategies as st

from generator.writers import eml

LINES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300)


def read(raw: bytes) -> EmailMessage:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def written(**values: str) -> EmailMessage:
    known = {
        "name": "Pia",
        "email": "pia@example.nhs.uk",
        "subject": "Hello",
        "text": "Dear Pia",
        "html": "<p>Dear</p>",
    }
    return read(eml.write(eml.Mail(**(known | values))))


def test_outlook_opens_it_unsent_to_its_recipient() -> None:
    message = written(subject="Your place")

    assert {name: str(value) for name, value in message.items()} == {
        "Content-Type": str(message["Content-Type"]),
        "MIME-Version": "1.0",
        "X-Unsent": "1",
        "To": "Pia <pia@example.nhs.uk>",
        "Subject": "Your place",
    }


def test_it_has_plain_text_and_html() -> None:
    message = written(text="Grüße,\n\nPia", html="<p>Grüße</p>")

    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert [part.get_content().replace("\r\n", "\n").strip() for part in message.iter_parts()] == [
        "Grüße,\n\nPia",
        "<p>Grüße</p>",
    ]


def test_without_an_address_there_is_no_recipient() -> None:
    assert written(email="")["To"] is None


@given(LINES, LINES)
@example("Pia\r\nBcc: all@example.org", "Hello\nBcc: all@example.org")
@example("Zoë Ångström 漢字", "Ünïcode " * 30)
@example('"quoted", <x@y.org>; (comment) \\', "=?utf-8?q?x?=")
def test_no_text_adds_a_line_or_a_recipient(name: str, subject: str) -> None:
    message = written(name=name, subject=subject)

    assert set(message.keys()) == {"Content-Type", "MIME-Version", "X-Unsent", "To", "Subject"}
    assert [address.addr_spec for address in message["To"].addresses] == ["pia@example.nhs.uk"]


@given(st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=120))
@example('O\'Neill, "Pat" (ward 3)')
@example("Žofie Šťastná")
def test_names_and_subjects_come_back(text: str) -> None:
    raw = eml.write(eml.Mail(text, "pia@example.nhs.uk", text, "Dear Pia", "<p>Dear</p>"))
    message = email.message_from_bytes(raw, policy=email.policy.compat32)
    subject, to = (str(make_header(decode_header(message[name]))) for name in ("Subject", "To"))
    name, address = parseaddr(to) if text.isascii() else to.rsplit(" ", 1)

    assert " ".join(subject.split()) == " ".join(name.split()) == " ".join(text.split())
    assert address.strip("<>") == "pia@example.nhs.uk"


def test_the_same_mail_has_the_same_bytes_and_lines_as_mail_has_them() -> None:
    mail = eml.Mail("Zoë", "zoe@example.nhs.uk", "Grüße " * 20, "Dear Zoë\n" * 40, "<p>Dear</p>")
    raw = eml.write(mail)

    assert raw == eml.write(mail)
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    assert raw.isascii()
