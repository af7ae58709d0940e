"""Drafts of mails as files that Outlook opens unsent."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from email.charset import QP, Charset
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.policy import compat32
from email.utils import quote

from ..model.characters import clean

_UTF8 = Charset("utf-8")
_UTF8.body_encoding = QP
_AS_SENT = compat32.clone(linesep="\r\n")
_LINE = 76


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail to one recipient, in plain text and in HTML."""

    name: str
    """The recipient's name; may be empty."""
    email: str
    """The recipient's address; empty where it is unknown."""
    subject: str
    text: str
    html: str


def write(mail: Mail) -> bytes:
    """A draft. It has no date, sender or id: Outlook adds them when the mail is sent."""
    content = hashlib.sha256(f"{mail.text}\0{mail.html}".encode()).hexdigest()
    message = MIMEMultipart("alternative", boundary=f"=_{content[:32]}")
    message["X-Unsent"] = "1"
    if mail.email:
        message["To"] = _address(mail.name, mail.email)  # type: ignore[assignment]  # the library takes headers too
    message["Subject"] = _header("Subject", mail.subject)  # type: ignore[assignment]
    for kind, text in (("plain", mail.text), ("html", mail.html)):
        body = MIMENonMultipart("text", kind, charset="utf-8")
        body.set_payload(clean(text), _UTF8)
        message.attach(body)
    return message.as_bytes(policy=_AS_SENT)


def _header(name: str, value: str) -> Header:
    """A value of one line; anything else than ASCII is encoded."""
    line = " ".join(clean(value).split())
    return Header(line, "us-ascii" if line.isascii() else "utf-8", maxlinelen=_LINE, header_name=name)


def _address(name: str, email: str) -> Header:
    """A name and an address, of which only the name can hold anything else than ASCII."""
    name = " ".join(clean(name).split())
    header = Header(header_name="To", maxlinelen=_LINE)
    if name:
        header.append(f'"{quote(name)}"' if name.isascii() else name, "us-ascii" if name.isascii() else "utf-8")
    header.append(f"<{email}>", "us-ascii")
    return header
