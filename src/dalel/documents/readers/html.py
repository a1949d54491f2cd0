"""HTML: the article of a page, with its headings, paragraphs, lists and tables, and without its navigation.

Pages are parsed by libxml2, which repairs the nesting of faulty ones in its own way, so that an article
may come to lie inside a navigation element. What is left out is therefore always judged by how much of
the page's prose it holds as well as by its element, role and class.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from lxml import etree, html
from lxml.html import HtmlElement as Element

from dalel.documents.builder import Builder
from dalel.documents.encoding import decode
from dalel.documents.readers.html_source import stated
from dalel.documents.readers.plain import damage
from dalel.documents.readers.reading import Reading
from dalel.documents.repair import one_line
from dalel.model import BlockKind, UnreadableError

CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
XML_ENCODING = re.compile(rb"^<\?xml[^>]{0,100}encoding=[\"']([\w-]+)", re.IGNORECASE)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = (
    "html body div p section article main header footer aside form fieldset figure figcaption "
    "blockquote pre address center details summary hgroup dl dt dd ul ol li dir h1 h2 h3 h4 h5 h6 hr "
    "table caption thead tbody tfoot tr td th legend noframes"
)
BLOCKS = frozenset(_BLOCKS.split())
PARTING = tuple(sorted(BLOCKS | {"br"}))
_CONTAINERS = "div section ul ol dl table form header footer aside p span td tr tbody figure details"
CONTAINERS = frozenset(_CONTAINERS.split())
BOLD = frozenset(("b", "strong"))
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
WORDS = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
NOTE_PLACES = frozenset(("div", "ol", "ul", "li", "p", "section", "aside"))
NOTE_ID = re.compile(r"(?:_ftn|_edn|fn|ftn|footnote|endnote|cite_note|note)[-_:]?\w{0,6}$", re.IGNORECASE)
MARK = re.compile(r"\[?(\d{1,3}|[*†‡]{1,3})\]?$")
LETTERED_LIST = re.compile(r"(?:[•·▪◦‣]|[–-]\s)\s*")


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """The word lists of `boilerplate.toml`."""

    elements: frozenset[str]
    doubtful: frozenset[str]
    roles: frozenset[str]
    words: frozenset[str]
    links: frozenset[str]
    unseen: frozenset[str]
    notes: frozenset[str]
    lines: frozenset[str]


@lru_cache(maxsize=1)
def boilerplate() -> Boilerplate:
    """The lists, read once."""
    raw = tomllib.loads(files(__package__).joinpath("boilerplate.toml").read_text("utf-8"))
    return Boilerplate(**{name: frozenset(words) for name, words in raw.items()})


def read(data: bytes) -> Reading:
    """The article of an HTML page."""
    declared = CHARSET.search(data[:4096]) or XML_ENCODING.search(data[:200])
    decoded = decode(data, declared[1].decode("ascii") if declared else "")
    return page(decoded.text, damage(decoded))


def page(text: str, notes: tuple[str, ...] = ()) -> Reading:
    """The article of an HTML page that is decoded already."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        raise UnreadableError("holds no HTML") from None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnreadableError("is nested too deeply to be read")
    said = stated(root)
    language = one_line(root.get("lang") or "")[:2].lower()
    body = root.find("body")
    body = root if body is None else body
    article = _article(body)
    writer = _Writer(article)
    writer.write()
    return Reading(
        writer.builder.text, tuple(writer.builder.blocks), stated=said, notes=notes, language=language
    )


def _prose(element: Element) -> int:
    """How many characters of prose an element holds: its paragraphs, or text between line breaks."""
    total = 0
    for one in element.iter(
        "p", "td", "li", "div", "blockquote", "font", "span", "dd", "section", "article", "body"
    ):
        own = (one.text or "").strip() if one.tag != "p" else "".join(one.itertext()).strip()
        tails = 0 if one.tag == "p" else sum(len((child.tail or "").strip()) for child in one)
        size = len(own) + tails
        if size >= 60:
            total += size
    return total


def _linked(element: Element) -> int:
    return sum(len("".join(link.itertext()).strip()) for link in element.iter("a") if link.get("href"))


def _words(element: Element) -> set[str]:
    """The words of an element's classes and id, in small letters, and its classes as they stand."""
    raw = f"{element.get('class') or ''} {element.get('id') or ''}"
    found = {word.lower() for word in WORDS.findall(raw)}
    found.update(raw.lower().split())
    return found


def _article(body: Element) -> Element:
    """The element that holds the article: `main` or `article` where they hold most prose, else the body."""
    lists = boilerplate()
    for tag in ("script", "style", "noscript", "template", "svg", "select", "iframe"):
        for element in list(body.iter(tag)):
            _drop(element)
    whole = _prose(body)
    best, size = body, 0
    for element in body.iter("main", "article", "div", "section"):
        marked = element.get("role") == "main" or element.get("itemprop") == "articleBody"
        if element.tag in ("div", "section") and not marked:
            continue
        prose = _prose(element)
        if prose * 10 >= whole * 6 and (prose > size or (prose * 20 >= size * 19 and _within(element, best))):
            best, size = element, prose
    if (
        best.get("itemprop") == "articleBody"
        and (parent := best.getparent()) is not None
        and parent.tag == "article"
    ):
        best = parent
    whole = _prose(best)
    for element in list(best.iter()):
        if element is best or not isinstance(element.tag, str):
            continue
        if element.getparent() is None:
            continue
        if _left_out(element, lists, whole):
            _drop(element)
    return best


def _within(element: Element, other: Element) -> bool:
    return any(ancestor is other for ancestor in element.iterancestors())


def _left_out(element: Element, lists: Boilerplate, whole: int) -> bool:
    """Is an element no part of the article?"""
    tag = element.tag
    attributes = element.attrib
    if not attributes and tag not in lists.elements and tag not in lists.doubtful:
        return False
    hidden = "hidden" in attributes or (HIDDEN.search(attributes.get("style", "")) is not None)
    role = attributes.get("role", "")
    if tag in lists.elements or hidden or role in lists.roles:
        return _prose(element) * 4 <= whole or not whole
    if tag in lists.doubtful:
        return _prose(element) * 8 <= whole and not _holds_title(element)
    if tag not in CONTAINERS or not ("class" in attributes or "id" in attributes):
        return False
    words = _words(element)
    if words & lists.unseen:
        return True
    if tag in ("p", "td", "tr", "tbody") and not words & {"share", "social", "breadcrumb", "breadcrumbs"}:
        return False
    if words & lists.words:
        prose = _prose(element)
        return (
            prose * 8 <= whole
            and not (prose > 400 and _linked(element) * 2 < prose)
            and not _holds_title(element)
        )
    if words & lists.links:
        prose, size = _prose(element), len(one_line("".join(element.itertext())))
        if prose * 8 > whole or _holds_title(element):
            return False
        return _linked(element) * 2 > size or (size < 40 and not prose and size > 0)
    return False


def _holds_title(element: Element) -> bool:
    return element.find(".//h1") is not None


def _drop(element: Element) -> None:
    """Take an element out, not the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail or ""
    if element.tag in BLOCKS and tail.strip():
        tail = "\n" + tail
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


@dataclass
class _Writer:
    """Walks the article and puts its blocks together."""

    article: Element
    builder: Builder = field(default_factory=Builder)
    kind: BlockKind = BlockKind.PARAGRAPH
    inline: list[str] = field(default_factory=list)
    bold: int = 0
    plain: int = 0
    prose: bool = False
    pre: int = 0

    def write(self) -> None:
        """Write the whole article."""
        self._walk(self.article)
        self._flush()

    def _flush(self) -> None:
        """End the paragraph that is being put together."""
        if not self.inline:
            return
        text = "".join(self.inline)
        self.inline.clear()
        bold, plain = self.bold, self.plain
        self.bold = self.plain = 0
        line = one_line(text)
        if (
            not line
            or line.lower().strip(" :.…»›>|") in boilerplate().lines
            or not any(map(str.isalnum, line))
        ):
            return
        alone = self.kind is BlockKind.PARAGRAPH and bold > 2 and not plain and "\n" not in text.strip()
        if alone and len(line) <= 90 and len(line.split()) <= 12 and not re.search(r"[.!?;,…]$", line):
            self.builder.heading(line, min(self.builder.level + 1, 6))
            return
        for part in re.split(r"\n\s*\n", text):
            self.builder.paragraph(
                LETTERED_LIST.sub("", part, count=1) if self._bullet(part) else part, self._kind(part)
            )
        self.prose = self.prose or len(line) > 80

    def _bullet(self, text: str) -> bool:
        return self.kind is BlockKind.PARAGRAPH and text.lstrip()[:1] in "•·▪◦‣"

    def _kind(self, text: str) -> BlockKind:
        return BlockKind.LIST_ITEM if self._bullet(text) else self.kind

    def _say(self, text: str | None, bold: bool) -> None:
        if not text:
            return
        if not self.pre:
            text = re.sub(r"\s+", " ", text)
        self.inline.append(text)
        size = len(text.strip())
        if bold:
            self.bold += size
        else:
            self.plain += size

    def _walk(self, element: Element, bold: bool = False) -> None:
        """Write an element's contents; loops rather than calls itself, pages nest deeper than Python does."""
        self._say(element.text, bold)
        stack = [(element, bold, iter(element), self.kind)]
        while stack:
            parent, bold, children, _ = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                if stack:
                    self._leave(parent)
                    self.kind = stack[-1][3]
                    self._say(parent.tail, stack[-1][1])
                continue
            if not isinstance(child.tag, str):
                self._say(child.tail, bold)
                continue
            if self._whole(child):
                self._say(child.tail, bold)
                continue
            self._enter(child)
            inner = bold or child.tag in BOLD
            self._say(child.text, inner)
            stack.append((child, inner, iter(child), self.kind))

    def _enter(self, element: Element) -> None:
        tag = element.tag
        if tag in BLOCKS:
            self._flush()
        if tag == "li":
            self.kind = BlockKind.LIST_ITEM
        elif tag in ("pre", "textarea"):
            self.pre += 1
        elif tag == "q":
            self.inline.append("“")
        if self.kind is not BlockKind.REFERENCE and tag in NOTE_PLACES and self._is_notes(element):
            self.kind = BlockKind.REFERENCE

    def _is_notes(self, element: Element) -> bool:
        """Does an element hold footnotes, or is it one?"""
        if element.get("role") == "doc-endnotes" or _words(element) & boilerplate().notes:
            return True
        return element.tag in ("li", "p", "div") and bool(NOTE_ID.match(element.get("id") or ""))

    def _leave(self, element: Element) -> None:
        tag = element.tag
        if tag in BLOCKS:
            self._flush()
        if tag == "pre":
            self.pre -= 1
        elif tag == "q":
            self.inline.append("”")

    def _whole(self, element: Element) -> bool:
        """Write elements that are not walked through; False where the element is."""
        tag = element.tag
        if tag == "br":
            self.inline.append("\n")
            return True
        if tag in HEADINGS:
            self._flush()
            text = one_line(_text(element))
            if text and text.lower().strip(" :") not in boilerplate().lines:
                self.builder.heading(text, HEADINGS[tag])
            return True
        if tag == "sup" or (tag == "a" and (element.get("href") or "").startswith("#")):
            return self._note_mark(element)
        if tag in ("ul", "ol", "dl") and self._is_index(element):
            self._flush()
            return True
        if tag == "table" and _is_data(element):
            self._flush()
            self._table(element)
            return True
        if tag in ("td", "div") and self._is_index(element):
            self._flush()
            return True
        return False

    def _note_mark(self, element: Element) -> bool:
        """A footnote's mark, as "[1]", so that it does not stick to the word before it."""
        text = one_line(_text(element))
        match = MARK.match(text)
        if not match:
            return not text
        before = "".join(self.inline[-2:]).rstrip()
        linked = (
            element.tag == "a"
            or element.find(".//a") is not None
            or any(parent.tag == "a" for parent in element.iterancestors())
        )
        if not linked and not re.search(r"(?:[^\W\d_]{3,}|[.,;:!?\"'”’»)])$", before):
            return False  # m², 10⁶
        if before and match[1].isdigit():
            self.inline.append(f"[{match[1]}]")
        return True

    def _is_index(self, element: Element) -> bool:
        """Is a list of links a table of contents or a menu, and no list of the article?"""
        links = [link for link in element.iter("a") if link.get("href")]
        if len(links) < 3:
            return False
        size = len(one_line(_text(element)))
        if sum(len(one_line(_text(link))) for link in links) * 5 < size * 4:
            return False
        if self.kind is BlockKind.REFERENCE or self.builder.notes:
            return False
        inner = sum((link.get("href") or "").startswith("#") for link in links) * 2 > len(links)
        return inner or element.tag in ("td", "div") or not self.prose or self.article.tag == "body"

    def _table(self, table: Element) -> None:
        rows: list[list[str]] = []
        heads = 0
        for row in table.iter("tr"):
            cells: list[str] = []
            for cell in row:
                if cell.tag in ("td", "th"):
                    cells.append(one_line(_text(cell)))
                    span = cell.get("colspan") or "1"
                    cells += [""] * (min(int(span), 50) - 1 if span.isdigit() and span != "0" else 0)
            if any(cells):
                headed = all(cell.tag != "td" for cell in row)
                heads += headed and not rows
                rows.append(cells)
        caption = table.find("caption")
        if caption is not None:
            self.builder.heading(_text(caption), min(self.builder.level + 1, 6))
            self.builder.notes = False
        self.builder.table(rows, header=True if heads and len(rows) > 1 else None)


def _text(element: Element) -> str:
    """The text of an element; its blocks and line breaks part words."""
    if next(element.iter(*PARTING), None) in (None, element):
        inner = element.iter(*PARTING)
        next(inner, None)
        if next(inner, None) is None:
            return "".join(element.itertext())
    parts: list[str] = []
    for event, one in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            parts += [" " if one.tag in PARTING else "", one.text or ""]
        else:
            parts += [" " if one.tag in PARTING else "", one.tail or "" if one is not element else ""]
    return "".join(parts)


def _is_data(table: Element) -> bool:
    """Does a table hold data, or does it lay out a page?"""
    if table.find(".//table") is not None:
        return False
    if table.find(".//th") is not None or table.find("caption") is not None:
        return True
    rows = [[cell for cell in row if cell.tag == "td"] for row in table.iter("tr")]
    widest = max((len(row) for row in rows), default=0)
    if widest < 2 or (len(rows) < 2 and widest < 3):
        return False
    sizes = [len(_text(cell).strip()) for row in rows for cell in row]
    if any(table.iter("h1", "h2", "h3")) or sum(size > 400 for size in sizes) * 4 > len(sizes):
        return False
    return max(sizes, default=0) < 2000
