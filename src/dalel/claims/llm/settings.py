"""Which endpoint reads, and how long it may take.

The key is never part of the settings: it stays in the environment, and is neither stored nor printed.
"""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass
from importlib.util import find_spec
from urllib.parse import urlsplit

from dalel.model import DalelError

DEFAULT_URL = "http://localhost:11434/v1"
"""Where Ollama listens: on the user's own machine."""

KEY_VARIABLE = "DALEL_LLM_KEY"
"""The environment variable that holds the key, for endpoints that ask for one."""

LONGEST_WAIT = 86_400.0
"""Seconds; a day."""


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """An OpenAI-compatible endpoint (its address up to and with "/v1") and a model it has.

    `timeout` is what one answer may take, in seconds; `retries` how often a request is repeated when it
    was too slow, refused for now, or met a fault of the server; `parallel` how many are under way at once.
    Raises DalelError for an address that is none, or that carries a password.
    """

    model: str
    url: str = DEFAULT_URL
    timeout: float = 300.0
    retries: int = 2
    parallel: int = 2

    def __post_init__(self) -> None:
        if not self.model.strip() or not self.model.isprintable():
            raise DalelError("the language model has no usable name")
        if not 0 < self.timeout <= LONGEST_WAIT or self.parallel < 1 or self.retries < 0:
            raise DalelError(
                "the time for an answer and the requests at once must be more than 0, and within a day"
            )
        try:
            parts = urlsplit(self.url)
            good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError:
            good = False
        # What may hold a secret is not repeated in the message.
        if not good:
            raise DalelError("the endpoint's address must look like http://HOST:PORT/v1")
        if parts.username or parts.password or parts.query or parts.fragment:
            raise DalelError(
                "the endpoint's address must hold no user name, password or query; "
                f"a key goes into the environment variable {KEY_VARIABLE}"
            )

    @property
    def local(self) -> bool:
        """Whether the endpoint is on this machine."""
        host = urlsplit(self.url).hostname or ""
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return host == "localhost" or host.endswith(".localhost")

    @property
    def announcement(self) -> str:
        """One line that tells where texts go, for before they go there."""
        if self.local:
            where = "on this machine"
        else:
            where = "unencrypted" if urlsplit(self.url).scheme == "http" else "encrypted"
        return f"the text of the documents is sent to {self.url} ({where}), model {self.model}"


def key() -> str:
    """The user's key for the endpoint, "" without one. Raises DalelError for what cannot be a key."""
    found = os.environ.get(KEY_VARIABLE, "").strip()
    if not (found.isascii() and found.isprintable()):
        raise DalelError(f"what {KEY_VARIABLE} holds is no key: it has characters that keys do not have")
    return found


def require_client() -> None:
    """Raises DalelError where the package that speaks to endpoints is not installed, or the key is none."""
    key()
    if find_spec("openai") is None:
        raise DalelError(
            "reading with a language model needs the package openai, which is not installed: "
            'pip install "dalel[llm]"'
        )
