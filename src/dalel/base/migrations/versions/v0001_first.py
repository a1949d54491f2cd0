"""The first schema: items, documents, passages, names, claims, full text."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from dalel.base.fulltext import full_text

revision = "0001"
down_revision = None


def _own(*columns: sa.Column[Any]) -> list[sa.Column[Any]]:
    number: sa.Column[Any] = sa.Column("number", sa.Integer, primary_key=True)
    return [number, *columns]


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=False)


def _integer(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, nullable=False)


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean, nullable=False)


def _json(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON, nullable=False)


def _part(table: str, of: str, *columns: sa.Column[Any]) -> None:
    """A table whose rows belong to a row of the table `of` and go with it."""
    op.create_table(
        table,
        *_own(_integer(of), *columns),
        sa.PrimaryKeyConstraint("number", name=f"pk_{table}"),
        sa.ForeignKeyConstraint([of], [f"{of}.number"], name=f"fk_{table}_{of}", ondelete="CASCADE"),
    )
    _index(table, of)


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def upgrade() -> None:
    """Make every table, index and full-text index."""
    op.create_table(
        "item",
        *_own(_text("name"), _text("location"), sa.Column("fingerprint", sa.String(64), nullable=False)),
        _text("version"),
        sa.PrimaryKeyConstraint("number", name="pk_item"),
        sa.UniqueConstraint("name", name="uq_item_name"),
    )
    _index("item", "location")
    op.create_table(
        "problem",
        *_own(_text("item"), _text("location"), _text("name"), _text("reason"), _flag("fatal")),
        sa.PrimaryKeyConstraint("number", name="pk_problem"),
    )
    _index("problem", "item")
    op.create_table(
        "document",
        *_own(sa.Column("id", sa.String(64), nullable=False), _text("name"), _text("item")),
        *map(_text, ("format", "language", "title", "publisher", "author", "date", "place", "party")),
        *(_json("cites"), _json("stated_by"), _json("notes"), _flag("read"), _text("version"), _text("text")),
        sa.PrimaryKeyConstraint("number", name="pk_document"),
        sa.UniqueConstraint("name", name="uq_document_name"),
    )
    _index("document", "id")
    _index("document", "item")
    span = ("position", "start", "end")
    _part(
        "block",
        "document",
        *map(_integer, span),
        *(_text("kind"), _integer("level"), _flag("header"), _json("cells")),
        sa.Column("table", sa.Integer),
    )
    _part("page", "document", *map(_integer, span))
    _part(
        "passage",
        "document",
        *(*map(_integer, (*span, "block")), *map(_text, ("kind", "text", "heading"))),
    )
    _index("passage", "document", "position")
    _part("mention", "document", *map(_integer, span[1:]), *map(_text, ("text", "kind", "entity")))
    _index("mention", "entity")
    _part("name", "document", *map(_text, ("text", "kind", "entity", "folded")), _integer("mentions"))
    _index("name", "entity")
    _index("name", "folded")
    _part("name_word", "name", _text("folded"), _text("key"))
    _index("name_word", "folded")
    _index("name_word", "key")
    _part(
        "claim",
        "document",
        sa.Column("id", sa.String(16), nullable=False),
        *map(_integer, span),
        *map(_text, ("quote", "kind", "time", "status", "frame")),
        sa.Column("page", sa.Integer),
    )
    _index("claim", "id")
    _index("claim", "kind")
    _part("claim_role", "claim", _text("role"), _integer("position"), _text("filler"), _text("folded"))
    _index("claim_role", "folded")
    _part("claim_speaker", "claim", _integer("position"), _text("speaker"), _text("folded"))
    _index("claim_speaker", "folded")
    op.create_table(
        "meta",
        sa.Column("key", sa.String(64), nullable=False),
        _text("value"),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )
    full_text(op.get_bind()).create()
