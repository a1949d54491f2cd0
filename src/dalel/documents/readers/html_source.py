"""What an HTML page says of its source: meta tags, structured data, its title and its main heading."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lxml import html

from dalel.documents import dates
from dalel.documents.builder import clean_title
from dalel.documents.repair import one_line

META = {
    "og:title": "title",
    "dc.title": "title",
    "dcterms.title": "title",
    "citation_title": "title",
    "og:site_name": "publisher",
    "dc.publisher": "publisher",
    "dcterms.publisher": "publisher",
    "citation_publisher": "publisher",
    "publisher": "publisher",
    "copyright": "publisher",
    "author": "author",
    "article:author": "author",
    "dc.creator": "author",
    "dcterms.creator": "author",
    "citation_author": "author",
    "article:published_time": "date",
    "og:published_time": "date",
    "datepublished": "date",
    "citation_publication_date": "date",
    "dc.date": "date",
    "dc.date.issued": "date",
    "dcterms.issued": "date",
    "dcterms.created": "date",
    "dcterms.date": "date",
    "publication_date": "date",
    "pubdate": "date",
    "date": "date",
    "dc.coverage.spatial": "place",
    "geo.placename": "place",
}
"""Names of meta tags and what they tell. When a page was changed is not when it was published."""


def stated(root: html.HtmlElement) -> tuple[tuple[str, str, str], ...]:
    """What a page states of itself, best first."""
    tags = list(_meta(root))
    site = next((value for what, value in tags if what == "publisher"), "")
    found: list[tuple[str, str, str]] = []
    headings = [one_line("".join(h.itertext())) for h in root.iter("h1")]
    headings = [heading for heading in headings if heading and heading != site]
    if len(headings) == 1:
        found.append(("title", headings[0], "document"))
    found += [
        (what, clean_title(value, site) if what == "title" else value, "meta tag") for what, value in tags
    ]
    found += [(what, value, "meta tag") for what, value in _linked_data(root)]
    for time in root.iter("time"):
        if time.get("pubdate") is not None or time.get("itemprop") == "datePublished":
            found.append(("date", dates.edtf(time.get("datetime") or ""), "document"))
    title = root.find(".//title")
    if title is not None:
        found.append(("title", clean_title("".join(title.itertext()), site), "document"))
    return tuple((what, value, where) for what, value, where in found if value)


def _meta(root: html.HtmlElement) -> Iterator[tuple[str, str]]:
    for tag in root.iter("meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").strip().lower()
        what, value = META.get(name, ""), one_line(tag.get("content") or "")
        if what == "date":
            value = dates.edtf(value) or dates.year(value)
        if what == "author" and value.startswith(("http:", "https:")):
            continue
        if what and value:
            yield what, value


def _linked_data(root: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """What structured data (JSON-LD, schema.org) says of the page."""
    for script in root.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            if date := node.get("datePublished"):
                yield "date", dates.edtf(str(date))
            for what in ("author", "publisher"):
                if value := _named(node.get(what)):
                    yield what, value
            if headline := node.get("headline"):
                yield "title", one_line(str(headline))


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """The top nodes of structured data: itself, a list of them, or its graph."""
    if isinstance(data, list):
        for one in data[:50]:
            yield from _nodes(one)
    elif isinstance(data, dict):
        yield data
        if isinstance(data.get("@graph"), list):
            yield from _nodes(data["@graph"])


def _named(value: Any) -> str:
    if isinstance(value, str):
        return "" if value.startswith(("http:", "https:")) else one_line(value)
    if isinstance(value, list):
        return ", ".join(name for name in map(_named, value[:10]) if name)
    if isinstance(value, dict):
        return one_line(str(value.get("name") or ""))
    return ""
