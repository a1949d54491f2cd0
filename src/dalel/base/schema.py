"""The tables of a knowledge base, for any database SQLAlchemy speaks.

A document is known by its name: equal bytes under two names are two documents with equal ids (and claims with
equal ids), each with its own source. Every table of a document's content points at `document.number`
and goes with it. What only one database can do (full text, pragmas) stands in `dalel.base.sqlite`.
"""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text

REVISIONS = ("0001", "0002")
"""The versions of the schema, oldest first; the last is this program's. `migrations/` has a file for each."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _document() -> Column[int]:
    return Column(
        "document", Integer, ForeignKey("document.number", ondelete="CASCADE"), nullable=False, index=True
    )


# A file, archive member or message that was read: what tells whether it has to be read again.
item = Table(
    "item",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("location", Text, nullable=False, index=True),  # the absolute path of its file on the disk
    Column("fingerprint", String(64), nullable=False),  # of its bytes and of what is said about its source
    Column("version", Text, nullable=False),  # of the program and model that read it
)

# Why a file gave no document, or a part of one.
problem = Table(
    "problem",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("item", Text, nullable=False, index=True),  # the item's name
    Column("location", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("fatal", Boolean, nullable=False),
)

document = Table(
    "document",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(64), nullable=False, index=True),
    Column("name", Text, nullable=False, unique=True),
    Column("item", Text, nullable=False, index=True),  # the item's name; a message gives several documents
    Column("format", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("date", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("party", Text, nullable=False),
    Column("cites", JSON, nullable=False),
    Column("stated_by", JSON, nullable=False),
    Column("notes", JSON, nullable=False),
    Column("read", Boolean, nullable=False),  # false: stored and searched, but in a language without a model
    Column("version", Text, nullable=False),
    Column("text", Text, nullable=False),
)

block = Table(
    "block",
    metadata,
    Column("number", Integer, primary_key=True),
    _document(),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("level", Integer, nullable=False),
    Column("table", Integer),
    Column("header", Boolean, nullable=False),
    Column("cells", JSON, nullable=False),  # [[start, end], ...]
)

page = Table(
    "page",
    metadata,
    Column("number", Integer, primary_key=True),
    _document(),
    Column("position", Integer, nullable=False),  # from 1
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

# A sentence, or a heading, field or table row: what search and questions find.
passage = Table(
    "passage",
    metadata,
    Column("number", Integer, primary_key=True),
    _document(),
    Column("position", Integer, nullable=False),
    Column("block", Integer, nullable=False),  # the position of its block
    Column("kind", Text, nullable=False),  # the kind of its block
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("heading", Text, nullable=False),  # the headings above, outermost first, joined by " > "
    Index(None, "document", "position"),
)

mention = Table(
    "mention",
    metadata,
    Column("number", Integer, primary_key=True),
    _document(),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("entity", Text, nullable=False, index=True),
)

# The spellings a document uses for one it names, and how often.
name = Table(
    "name",
    metadata,
    Column("number", Integer, primary_key=True),
    _document(),
    Column("text", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("entity", Text, nullable=False, index=True),
    Column("folded", Text, nullable=False, index=True),
    Column("mentions", Integer, nullable=False),
)

# The words of each spelling: how names are found in any spelling.
name_word = Table(
    "name_word",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("name", Integer, ForeignKey("name.number", ondelete="CASCADE"), nullable=False, index=True),
    Column("folded", Text, nullable=False, index=True),
    Column("key", Text, nullable=False, index=True),
)

claim = Table(
    "claim",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(16), nullable=False, index=True),
    _document(),
    Column("position", Integer, nullable=False),  # among the document's claims, in the order of exports
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    Column("kind", Text, nullable=False, index=True),
    Column("time", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("frame", Text, nullable=False),
    Column("page", Integer),
)

claim_role = Table(
    "claim_role",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("claim", Integer, ForeignKey("claim.number", ondelete="CASCADE"), nullable=False, index=True),
    Column("role", Text, nullable=False),
    Column("position", Integer, nullable=False),  # among all fillers of the claim
    Column("filler", Text, nullable=False),
    Column("folded", Text, nullable=False, index=True),
)

claim_speaker = Table(
    "claim_speaker",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("claim", Integer, ForeignKey("claim.number", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),  # outermost first
    Column("speaker", Text, nullable=False),
    Column("folded", Text, nullable=False, index=True),
)

meta = Table(
    "meta",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

# The uses of one name that are taken for one from the start; `entity` is the one they were found to be.
entity_part = Table(
    "entity_part",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("key", String(24), nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("words", Text, nullable=False),  # by which names are found, in order, joined by spaces
    Column("setting", Text, nullable=False),  # the country that the documents are on
    Column("partial", Boolean, nullable=False),
    Column("stale", Boolean, nullable=False),  # to be compared anew
    Column("entity", String(24), nullable=False, index=True),  # the smallest key of its entity's parts
)

# A document's use of a name, and what it tells of the one named.
entity_member = Table(
    "entity_member",
    metadata,
    Column("number", Integer, primary_key=True),
    _document(),
    Column("part", Integer, ForeignKey("entity_part.number", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", Text, nullable=False, index=True),
    Column("features", JSON, nullable=False),
)

entity_word = Table(
    "entity_word",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("part", Integer, ForeignKey("entity_part.number", ondelete="CASCADE"), nullable=False, index=True),
    Column("word", Text, nullable=False, index=True),
)

# How common a word is among full names, as it was when parts were last compared.
entity_word_class = Table(
    "entity_word_class",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("word", Text, nullable=False, unique=True),
    Column("class", Integer, nullable=False),
)

# Two parts compared: log-odds that they are one, and what speaks for and against, [[sentence, weight], ...].
entity_edge = Table(
    "entity_edge",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("left", Integer, ForeignKey("entity_part.number", ondelete="CASCADE"), nullable=False, index=True),
    Column(
        "right", Integer, ForeignKey("entity_part.number", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("odds", Float, nullable=False),
    Column("reasons", JSON, nullable=False),
)

# A document whose names have been resolved.
entity_document = Table(
    "entity_document",
    metadata,
    Column("number", Integer, primary_key=True),
    Column(
        "document",
        Integer,
        ForeignKey("document.number", ondelete="CASCADE"),
        nullable=False,
        unique=True,
    ),
    Column("year", Integer, nullable=False),
    Column("setting", Text, nullable=False),
)

# What people decided, for ever: rows are only added.
judgement = Table(
    "judgement",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(16), nullable=False, unique=True),
    Column("verdict", Text, nullable=False),
    Column("left", JSON, nullable=False),
    Column("right", JSON, nullable=False),
    Column("who", Text, nullable=False),
    Column("when", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("undoes", String(16), nullable=False),  # the id of the judgement taken back, or ""
)
