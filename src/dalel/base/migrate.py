"""Brings a base to this program's schema, from nothing or from an older version."""

from __future__ import annotations

from importlib.resources import as_file, files

from sqlalchemy import Connection, inspect, text

from dalel.base.schema import REVISIONS
from dalel.model import BaseError


def revision_of(connection: Connection) -> str | None:
    """The schema's version that the base is at; None for one without tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def migrate(connection: Connection) -> None:
    """Run the missing migrations in the connection's transaction, which has to be a writing one.

    Raises BaseError for a base of a newer version, or with tables that are not Dalel's.
    """
    found = revision_of(connection)
    if found == REVISIONS[-1]:
        return
    if found is None:
        if inspect(connection).get_table_names():
            raise BaseError("is a database, but no Dalel base")
    elif found not in REVISIONS:
        raise BaseError("was written by a newer version of Dalel; update Dalel to open it")
    # Imported here: most commands find the schema up to date and never need it.
    from alembic import command
    from alembic.config import Config

    with as_file(files("dalel.base").joinpath("migrations")) as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
