"""The options of `dalel extract` and `dalel build` that let a language model find the claims."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from dalel.cli.output import complain
from dalel.model import DalelError

if TYPE_CHECKING:
    from dalel.claims.llm import LlmSettings

DEFAULT_URL = "http://localhost:11434/v1"
PANEL = "With --extractor llm"


class Reader(StrEnum):
    """What finds the claims."""

    RULES = "rules"
    LLM = "llm"


ExtractorOption = Annotated[
    Reader,
    typer.Option(
        "--extractor",
        help="What finds the claims: Dalel's rules, on this machine; "
        "or llm, a language model behind an endpoint, to which the texts are sent.",
    ),
]
UrlOption = Annotated[
    str,
    typer.Option(
        envvar="DALEL_LLM_URL",
        rich_help_panel=PANEL,
        help="An OpenAI-compatible endpoint. If it needs a key, that goes into the variable DALEL_LLM_KEY.",
    ),
]
ModelOption = Annotated[
    str,
    typer.Option(
        envvar="DALEL_LLM_MODEL",
        rich_help_panel=PANEL,
        help="The model, by the name the endpoint has for it.",
    ),
]
TimeoutOption = Annotated[
    float, typer.Option(rich_help_panel=PANEL, min=0.1, help="Seconds that one answer may take.")
]
ParallelOption = Annotated[
    int, typer.Option(rich_help_panel=PANEL, min=1, max=64, help="Requests under way at once.")
]


def settings_of(extractor: Reader, url: str, model: str, timeout: float, parallel: int) -> LlmSettings | None:
    """The endpoint to send texts to; None where the rules read, and nothing is sent.

    Wrong usage ends with exit code 2. Raises DalelError where the client library is missing.
    """
    if extractor is Reader.RULES:
        return None
    from dalel.claims.llm.settings import LlmSettings, require_client

    if not model.strip():
        raise typer.BadParameter(
            "--extractor llm needs the name of a model: give --llm-model, or set DALEL_LLM_MODEL"
        )
    try:
        settings = LlmSettings(model.strip(), url.strip().rstrip("/"), timeout, parallel=parallel)
    except DalelError as error:
        raise typer.BadParameter(str(error)) from error
    require_client()
    return settings


def tell_left_out(tally: Iterable[tuple[str, int]]) -> None:
    """One line on standard error for what a model's answers held that was not kept."""
    told = [f"{reason}: {count}" for reason, count in sorted(tally)]
    if told:
        complain(f"of the model's answers, not kept: {'; '.join(told)}")
