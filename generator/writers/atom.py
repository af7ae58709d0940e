"""A feed as an Atom file (RFC 4287). Links are relative to the file, so that it works on any server."""

from __future__ import annotations

import datetime
import uuid
from xml.sax.saxutils import escape, quoteattr

from ..documents.feed import Feed, FeedEntry

_NAMES = uuid.uuid5(uuid.NAMESPACE_URL, "paired-learning")
"""Namespace of ids: the same name has the same id on every site and in every release."""


def write(feed: Feed, licence: str) -> bytes:
    """A feed as XML, in UTF-8. `licence` is the address of the licence of its text."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">',
        f"  <id>{_id(feed.name)}</id>",
        f"  <title>{escape(feed.title)}</title>",
        f"  <subtitle>{escape(feed.subtitle)}</subtitle>",
        f"  <updated>{_moment(feed.updated)}</updated>",
        f"  <author><name>{escape(feed.author)}</name></author>",
        f"  <rights>{escape(licence)}</rights>",
        f'  <link rel="self" type="application/atom+xml" href={quoteattr(feed.address)}/>',
        f'  <link rel="alternate" type="text/html" href={quoteattr(feed.home)}/>',
        *(line for entry in feed.entries for line in _entry(entry)),
        "</feed>",
        "",
    ]
    return "\n".join(lines).encode()


def _entry(entry: FeedEntry) -> list[str]:
    return [
        "  <entry>",
        f"    <id>{_id(entry.name)}</id>",
        f"    <title>{escape(entry.title)}</title>",
        f'    <link rel="alternate" type="text/html" href={quoteattr(entry.link)}/>',
        f"    <published>{_moment(entry.first)}</published>",
        f"    <updated>{_moment(entry.updated)}</updated>",
        f"    <category term={quoteattr(entry.category)}/>",
        f"    <summary>{escape(entry.summary)}</summary>",
        "  </entry>",
    ]


def _id(name: str) -> str:
    return uuid.uuid5(_NAMES, name).urn


def _moment(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
