"""Web pages: the article with its structure, without navigation."""

# ruff: noqa: E501  # pages have the lines they have

from __future__ import annotations

import re
import tarfile
from pathlib import Path

import pytest

from dalel.documents.readers import html
from dalel.model import BlockKind
from documents.making import cells, only, reason, texts

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The strike - Example Agency</title>
<meta property="og:title" content="The strike - Example Agency"><meta property="og:site_name" content="Example Agency">
<meta property="article:published_time" content="2011-12-20T08:00:00+06:00"><meta name="author" content="A. Writer">
<script>var menu = "not text";</script><style>p { color: red }</style></head><body>
<div class="cookie-banner">We use cookies on this site.</div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<header role="banner"><a href="/">Example Agency</a></header>
<main><article><div class="breadcrumbs"><a href="/">Home</a> / <a href="/news">News</a></div>
<h1>The strike</h1>
<div class="share-buttons"><a href="#">Share</a> <a href="#">Tweet</a></div>
<div class="toc"><p>Contents</p><ol><li><a href="#a">How it began</a></li><li><a href="#b">The trial</a></li></ol></div>
<h2 id="a">How it began</h2>
<p>Oil workers in <b>Zhanaozen</b> went on strike in May&nbsp;2011.<sup><a href="#fn1">1</a></sup> They asked
for higher&shy; wages.</p>
<p style="display:none">Hidden words.</p><noscript>Switch on scripts.</noscript>
<h2 id="b">The trial</h2>
<ul><li>Seventeen were convicted.</li><li>Three were <i>ac</i>quitted.</li></ul>
<table><tr><th>Court</th><th>Defendants</th></tr><tr><td>Aktau</td><td>37</td></tr></table>
<p>Chair: Askar Testov<br>Deputy: Bela Probe</p>
<aside><h3>Read more</h3><a href="/x">Another article</a></aside>
<div class="footnotes"><ol><li id="fn1">Example Agency, 17 May 2011.</li></ol></div>
</article></main>
<footer><a href="/imprint">Imprint</a> © Example Agency</footer></body></html>"""


def test_a_page_gives_its_article_and_nothing_else(tmp_path: Path) -> None:
    document = only(tmp_path, "strike.html", PAGE)
    assert document.text == (
        "The strike\n\nHow it began\n\n"
        "Oil workers in Zhanaozen went on strike in May 2011.[1] They asked for higher wages.\n\n"
        "The trial\n\nSeventeen were convicted.\nThree were acquitted.\n\n"
        "Court\tDefendants\nAktau\t37\n\n"
        "Chair: Askar Testov\nDeputy: Bela Probe\n\n"
        "Example Agency, 17 May 2011."
    )


def test_headings_lists_tables_fields_and_notes_keep_their_kind(tmp_path: Path) -> None:
    document = only(tmp_path, "strike.html", PAGE)
    assert [(b.kind.value, b.level) for b in document.blocks] == [
        ("heading", 1),
        ("heading", 2),
        ("paragraph", 0),
        ("heading", 2),
        ("list_item", 0),
        ("list_item", 0),
        ("table_row", 0),
        ("table_row", 0),
        ("field", 0),
        ("field", 0),
        ("reference", 0),
    ]
    assert cells(document, "table_row") == [["Court", "Defendants"], ["Aktau", "37"]]
    assert [b.header for b in document.blocks if b.kind is BlockKind.TABLE_ROW] == [True, False]
    assert cells(document, "field") == [["Chair", "Askar Testov"], ["Deputy", "Bela Probe"]]


def test_meta_tags_state_the_source(tmp_path: Path) -> None:
    source = only(tmp_path, "strike.html", PAGE).source
    assert (source.title, source.publisher, source.author, source.date) == (
        "The strike",
        "Example Agency",
        "A. Writer",
        "2011-12-20",
    )
    assert dict(source.stated_by)["date"] == "meta tag"


def test_structured_data_states_the_source() -> None:
    page = (
        '<html><head><script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "A verdict",'
        '"datePublished": "2012-06-04T10:00:00Z", "author": [{"name": "A. Writer"}], "publisher": {"name": "Agency"}}]}'
        "</script></head><body><p>The court in Aktau read out its verdict.</p></body></html>"
    )
    assert set(html.page(page).stated) == {
        ("date", "2012-06-04", "meta tag"),
        ("author", "A. Writer", "meta tag"),
        ("publisher", "Agency", "meta tag"),
        ("title", "A verdict", "meta tag"),
    }


def test_an_article_inside_a_navigation_element_is_found() -> None:
    prose = "<p>" + "The governor was dismissed after the protests of the winter. " * 5 + "</p>"
    page = f"<html><body><nav class='menu'><ul><li><a href='/'>Home</a></li></ul><main>{prose}</main></nav></body></html>"
    assert html.page(page).text.startswith("The governor was dismissed")
    assert "Home" not in html.page(page).text


def test_a_page_of_tables_and_line_breaks_is_read() -> None:
    page = (
        "<html><body><table><tr><td><a href='a'>One</a><br><a href='b'>Two</a><br><a href='c'>Three</a></td><td>"
        "<font size=5><b>The fate of a newspaper</b></font><br><br>"
        + "The paper was printed in another town for years, since no printer here dared to. "
        * 6
        + "<br><br>In the end its editor was beaten by men whom nobody identified, and it closed."
        "</td></tr></table></body></html>"
    )
    reading = html.page(page)
    shown = [reading.text[b.start : b.end] for b in reading.blocks]
    assert len(shown) == 3
    assert shown[0] == "The fate of a newspaper"
    assert shown[2].startswith("In the end its editor")


def test_a_bare_piece_of_html_is_read() -> None:
    assert html.page("<p>One &amp; two<p>Three &#8211; four").text == "One & two\n\nThree – four"


def test_exponents_and_ordinals_are_no_footnotes() -> None:
    page = "<p>The 19<sup>th</sup> plot has 40 m<sup>2</sup> of land.</p>"
    assert html.page(page).text == "The 19th plot has 40 m2 of land."


@pytest.mark.parametrize("encoding", ["windows-1251", "utf-8", "utf-16"])
def test_the_declared_encoding_is_used(tmp_path: Path, encoding: str) -> None:
    page = f'<html><head><meta charset="{encoding}"></head><body><p>Суд оправдал редактора.</p></body></html>'
    assert only(tmp_path, "a.html", page.encode(encoding)).text == "Суд оправдал редактора."


def test_a_wrong_declaration_does_not_break_letters(tmp_path: Path) -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><body><p>Суд оправдал редактора.</p></body></html>'
    assert only(tmp_path, "a.html", page.encode("utf-8")).text == "Суд оправдал редактора."


def nested(depth: int) -> str:
    """A page whose only paragraph lies `depth` elements deep."""
    return f"<html><body>{'<div>' * depth}<p>The court closed the case.</p>{'</div>' * depth}</body></html>"


def test_deep_nesting_does_not_stop_the_reader(tmp_path: Path) -> None:
    assert html.page(nested(1500)).text == "The court closed the case."
    assert reason(tmp_path, "a.html", nested(5000)) == "is nested too deeply to be read"


def test_reports_of_the_corpus_lose_no_paragraph_and_keep_no_menu(shared: Path) -> None:
    archive = next((shared / "corpus").glob("*.tar.xz"))
    read = 0
    with tarfile.open(archive, "r|xz") as members:
        for member in members:
            if (
                not re.search(r"/[g-m][^/]*\.html$", member.name)
                or (file := members.extractfile(member)) is None
            ):
                continue
            data = file.read()
            reading = html.read(data)
            lines = {reading.text[b.start : b.end] for b in reading.blocks}
            assert not lines & {"Share", "In this section", "Tags", "Back to Top", "Build a Custom Report"}
            assert sum(line.lower() == "executive summary" for line in lines) <= 1
            plain = re.findall(r"<p>([^<>&]{80,})</p>", data.decode("utf-8"))
            assert len(plain) > 20
            assert not [one for one in plain if " ".join(one.split()) not in reading.text]
            read += 1
            if read == 3:
                return


def test_words_of_a_list_of_links_stay_where_they_are_part_of_the_article(tmp_path: Path) -> None:
    page = (
        "<article><h1>Cases</h1><p>"
        + "The committee keeps a list of the people who were tried this year. " * 3
        + "</p>"
        "<ul><li><a href='/a'>A. Testov</a>, arrested on 3 May and held for a month</li>"
        "<li><a href='/b'>B. Probe</a>, fined after a demonstration</li><li><a href='/c'>C. Muster</a>, at large</li></ul>"
        "</article>"
    )
    assert "B. Probe, fined after a demonstration" in texts(only(tmp_path, "a.html", page), "list_item")
