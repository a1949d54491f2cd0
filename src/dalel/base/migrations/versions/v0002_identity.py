"""Who is who over documents: parts of names, pairs compared, and people's judgements."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _table(name: str, *columns: Any, unique: tuple[str, ...] = (), of: dict[str, str] | None = None) -> None:
    op.create_table(
        name,
        sa.Column("number", sa.Integer, primary_key=True),
        *columns,
        sa.PrimaryKeyConstraint("number", name=f"pk_{name}"),
        *(sa.UniqueConstraint(column, name=f"uq_{name}_{column}") for column in unique),
        *(
            sa.ForeignKeyConstraint([own], [f"{table}.number"], name=f"fk_{name}_{own}", ondelete="CASCADE")
            for own, table in (of or {}).items()
        ),
    )


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=False)


def _integer(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, nullable=False)


def _key(name: str, length: int) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length), nullable=False)


def _json(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON, nullable=False)


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean, nullable=False)


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column])


def upgrade() -> None:
    """Make the tables; documents that are there already are resolved by the next build."""
    _table(
        "entity_part",
        *(_key("key", 24), *map(_text, ("kind", "name", "words", "setting"))),
        *(_flag("partial"), _flag("stale"), _key("entity", 24)),
        unique=("key",),
    )
    _index("entity_part", "entity")
    _table(
        "entity_member",
        *(_integer("document"), _integer("part"), _text("name"), _json("features")),
        of={"document": "document", "part": "entity_part"},
    )
    _index("entity_member", "document", "part", "name")
    _table("entity_word", _integer("part"), _text("word"), of={"part": "entity_part"})
    _index("entity_word", "part", "word")
    _table("entity_word_class", _text("word"), _integer("class"), unique=("word",))
    _table(
        "entity_edge",
        *(_integer("left"), _integer("right")),
        sa.Column("odds", sa.Float, nullable=False),
        _json("reasons"),
        of={"left": "entity_part", "right": "entity_part"},
    )
    _index("entity_edge", "left", "right")
    _table(
        "entity_document",
        *(_integer("document"), _integer("year"), _text("setting")),
        unique=("document",),
        of={"document": "document"},
    )
    _table(
        "judgement",
        *(_key("id", 16), _text("verdict"), _json("left"), _json("right")),
        *(*map(_text, ("who", "when", "why")), _key("undoes", 16)),
        unique=("id",),
    )
