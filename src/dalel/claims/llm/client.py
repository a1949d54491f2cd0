"""Asking an OpenAI-compatible endpoint: bounded in time and size, repeated where that may help."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import httpx2
import openai

from dalel.claims.llm.prompt import Message
from dalel.claims.llm.settings import KEY_VARIABLE, LlmSettings, key

HEADERS = frozenset(("host", "accept", "accept-encoding", "connection", "content-type", "content-length"))
"""All that a request says of itself beside its key. The client library would also tell the system it runs
on, and add what variables of its own in the environment say."""

LARGEST = 20_000_000
"""Bytes; a longer answer is a fault of the endpoint."""

LONGEST_ANSWER = 8192
"""Tokens; a model that repeats itself ends here."""

IN_A_ROW = 3
"""After so many failures without an answer between them the endpoint is asked no more."""

FINAL = (openai.AuthenticationError, openai.PermissionDeniedError, openai.NotFoundError)
"""Refusals that the next request would meet as well."""


class EndpointError(Exception):
    """An endpoint that gave no usable answer, and why. `final`: it is no use to ask again."""

    def __init__(self, reason: str, final: bool = False) -> None:
        super().__init__(reason)
        self.final = final


@dataclass(frozen=True, slots=True)
class Answer:
    """The text of an answer; `cut` where the model stopped before its end."""

    text: str
    cut: bool


class BoundedClient(httpx2.Client):
    """An HTTP client that reads a whole response within a time and a size, and tells little of itself."""

    def __init__(self, seconds: float, trust_env: bool, key: str) -> None:
        # A redirection would send the text to an address that the user did not name.
        super().__init__(timeout=seconds, trust_env=trust_env, follow_redirects=False)
        self.seconds = seconds
        self._own = {"user-agent": "dalel"} | ({"authorization": f"Bearer {key}"} if key else {})

    def send(self, request: httpx2.Request, *, stream: bool = False, **options: Any) -> httpx2.Response:
        """Send a request and read its response. Raises ReadTimeout when it is not there in time."""
        for name in [name for name in request.headers if name.lower() not in HEADERS]:
            del request.headers[name]
        request.headers.update(self._own)
        options["follow_redirects"] = False
        # The library's own limit is for each piece of a response, and pieces can come forever.
        end = time.monotonic() + self.seconds
        response = super().send(request, stream=True, **options)
        body = bytearray()
        try:
            for piece in response.iter_bytes():
                body += piece
                if time.monotonic() > end or len(body) > LARGEST:
                    raise httpx2.ReadTimeout("not read in time", request=request)
        finally:
            response.close()
        dropped = ("content-encoding", "content-length", "transfer-encoding")
        headers = [(k, v) for k, v in response.headers.multi_items() if k.lower() not in dropped]
        whole = httpx2.Response(response.status_code, headers=headers, content=bytes(body), request=request)
        whole.elapsed = response.elapsed
        return whole


class Client:
    """Asks one endpoint, from several threads if need be. Once it is of no more use, it says so at once."""

    def __init__(self, settings: LlmSettings) -> None:
        self.settings = settings
        self.closed = ""
        """Why the endpoint is asked no more; "" while it is."""
        self.left_out: set[str] = set()
        """Settings of a request that the endpoint does not take."""
        self._key = key()
        self._failures = 0
        self._lock = threading.Lock()
        self._api = openai.OpenAI(
            base_url=settings.url,
            api_key=self._key or "none",
            max_retries=settings.retries,
            timeout=settings.timeout,
            # What goes to this machine goes through no proxy.
            http_client=BoundedClient(settings.timeout, trust_env=not settings.local, key=self._key),
        )

    def ask(self, messages: Sequence[Message], schema: dict[str, Any]) -> Answer:
        """The model's answer to messages, in the form of a schema. Raises EndpointError without one."""
        if self.closed:
            raise EndpointError(self.closed, final=True)
        try:
            answer = _answer(self._post(messages, schema))
        except EndpointError as error:
            with self._lock:
                self._failures += 1
                if error.final:
                    self.closed = self.closed or str(error)
                elif self._failures >= IN_A_ROW:
                    self.closed = f"{error}, {IN_A_ROW} times in a row"
            raise
        with self._lock:
            self._failures = 0
        return answer

    def _post(self, messages: Sequence[Message], schema: dict[str, Any]) -> Any:
        """What the endpoint sends back, as JSON. A setting it refuses by name is left out from then on."""
        body: dict[str, Any] = {"model": self.settings.model, "messages": list(messages), "stream": False}
        optional: dict[str, Any] = {
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "claims", "strict": True, "schema": schema},
            },
            "temperature": 0,
            "seed": 0,
            "max_tokens": LONGEST_ANSWER,
        }
        while True:
            left_out = set(self.left_out)
            asked = body | {name: value for name, value in optional.items() if name not in left_out}
            try:
                response = self._api.post("/chat/completions", cast_to=httpx2.Response, body=asked)
                return json.loads(response.content)
            except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
                text = f"{error.message} {error.body}"
                refused = {name for name in optional if name in text} - left_out
                if not refused:
                    raise self._failure(error) from error
                with self._lock:
                    self.left_out |= refused
            except openai.OpenAIError as error:
                raise self._failure(error) from error
            except (ValueError, RecursionError) as error:
                raise EndpointError("what the endpoint sent is no JSON") from error

    def _failure(self, error: openai.OpenAIError) -> EndpointError:
        """One sentence for what went wrong, without the key, which servers like to repeat."""
        asked = f", asked {self.settings.retries + 1} times" if self.settings.retries else ""
        if isinstance(error, openai.APITimeoutError):
            return EndpointError(f"no answer within {self.settings.timeout:g} seconds{asked}")
        if isinstance(error, openai.APIConnectionError):
            cause = error.__cause__
            unreachable = isinstance(cause, httpx2.ConnectError)
            told = "the endpoint cannot be reached" if unreachable else "the connection broke"
            return EndpointError(f"{told}{asked} ({cause or error})", final=unreachable)
        if not isinstance(error, openai.APIStatusError):
            return EndpointError(f"the endpoint's answer cannot be used ({type(error).__name__})")
        code = error.status_code
        if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
            about = "the key in" if self._key else "there is no key in"
            return EndpointError(f"the endpoint gives no access ({code}): {about} {KEY_VARIABLE}", final=True)
        if isinstance(error, openai.RateLimitError):
            return EndpointError(f"the endpoint takes no more requests for now ({code}){asked}")
        repeated = asked if code >= 500 or code in (408, 409) else ""
        said = self._said(error)
        reason = f"the endpoint refused ({code}){repeated}{': ' if said else ''}{said}"
        return EndpointError(reason, final=isinstance(error, FINAL))

    def _said(self, error: openai.APIStatusError) -> str:
        """The server's own words, the first of them."""
        body = error.body
        if isinstance(body, dict):
            body = body.get("message") or body.get("error") or ""
        words = " ".join(body.split())[:200] if isinstance(body, str) else ""
        words = "".join(c for c in words if c.isprintable())
        return words.replace(self._key, "***") if self._key else words


def _answer(value: Any) -> Answer:
    """The answer in what the endpoint sent. Raises EndpointError where there is none."""
    try:
        choice = value["choices"][0]
        text = choice["message"]["content"]
        reason = choice.get("finish_reason")
    except (LookupError, TypeError, AttributeError) as error:
        raise EndpointError("what the endpoint sent is no chat completion") from error
    if not isinstance(text, str):
        raise EndpointError("the model gave no answer")
    return Answer(text, cut=reason in ("length", "content_filter"))
