"""A language model finds claims: what is sent, what of its answers is kept, and what becomes of failures.

The endpoint is a small HTTP server on this machine that answers in the protocol as each test tells it to.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from dalel.base import Base
from dalel.claims import Extractor
from dalel.claims.llm import LlmExtraction, LlmExtractor, LlmSettings
from dalel.claims.llm.answers import read_answer
from dalel.claims.llm.chunks import chunks
from dalel.claims.llm.schema import answer_schema, prompt_data
from dalel.claims.llm.settings import DEFAULT_URL
from dalel.cli import app, llm
from dalel.language.units import units
from dalel.model import KINDS, Block, BlockKind, DalelError, Document, Source, Status

STORY = (
    "Olga Lind edited the Harbour Post in Port Vale. According to her lawyer Tomas Reyl, Lind was arrested "
    "on 9 May 2011. Two years later she was sentenced to 18 months in prison, and the **Harbour Post** was "
    "closed down."
)
QUOTE = "Lind was arrested on 9 May 2011"


def claim(**changes: Any) -> dict[str, Any]:
    """A right claim about the story, or one that is wrong in what is changed."""
    right = {
        "kind": "arrested",
        "quote": QUOTE,
        "roles": {"person": ["Lind"], "by": [], "place": ["Port Vale"]},
        "time": "2011-05-09",
        "status": "asserted",
        "speakers": ["Tomas Reyl"],
    }
    return {**right, **changes}


def answer(*claims: Any) -> str:
    return json.dumps({"claims": claims})


@dataclass
class Reply:
    """What the endpoint sends back. `slow`: seconds to wait first; `drip`: seconds between pieces."""

    text: str | None = answer()
    code: int = 200
    body: Any = None
    finish: str = "stop"
    headers: dict[str, str] = field(default_factory=dict)
    slow: float = 0
    drip: float = 0

    def content(self) -> bytes:
        if self.body is not None:
            return self.body.encode() if isinstance(self.body, str) else json.dumps(self.body).encode()
        if self.code != 200:
            return json.dumps({"error": {"message": "refused in the test"}}).encode()
        message = {"role": "assistant", "content": self.text}
        choice = {"index": 0, "message": message, "finish_reason": self.finish}
        return json.dumps({"id": "1", "object": "chat.completion", "choices": [choice]}).encode()


Script = Callable[[dict[str, Any]], Reply]


class Endpoint:
    """A server that answers requests one by one from a list of replies (the last for all further ones),
    or by a function of the request."""

    def __init__(self, script: Sequence[Reply] | Script) -> None:
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.released = threading.Event()
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                endpoint.requests.append(body | {"path": self.path})
                endpoint.headers.append({name.lower(): value for name, value in self.headers.items()})
                if callable(script):
                    reply = script(body)
                else:
                    reply = script[min(len(endpoint.requests), len(script)) - 1]
                endpoint.released.wait(reply.slow)
                content = reply.content()
                self.send_response(reply.code)
                for name, value in {"content-type": "application/json", **reply.headers}.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(content)))
                self.end_headers()
                try:
                    for i in range(0, len(content), 20) if reply.drip else ():
                        self.wfile.write(content[i : i + 20])
                        endpoint.released.wait(reply.drip)
                    if not reply.drip:
                        self.wfile.write(content)
                except OSError:  # the client has gone
                    pass

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/v1"

    def text(self) -> str:
        """All that was sent."""
        return json.dumps(self.requests, ensure_ascii=False)

    def close(self) -> None:
        self.released.set()
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Endpoint]]:
    """Starts endpoints, with no key and no settings in the environment."""
    for name in ("DALEL_LLM_KEY", "DALEL_LLM_URL", "DALEL_LLM_MODEL"):
        monkeypatch.delenv(name, raising=False)
    started: list[Endpoint] = []

    def start(*replies: Reply, script: Script | None = None) -> Endpoint:
        started.append(Endpoint(script or replies))
        return started[-1]

    yield start
    for endpoint in started:
        endpoint.close()


@pytest.fixture(scope="module")
def local() -> Extractor:
    return Extractor()


@pytest.fixture
def read(local: Extractor) -> Callable[..., LlmExtraction]:
    """Reads one document with an endpoint."""

    def reader(endpoint: Endpoint, document: Document | None = None, **settings: Any) -> LlmExtraction:
        chosen = LlmSettings("tiny", endpoint.url, **{"timeout": 10.0, "retries": 0, **settings})
        (extraction,) = LlmExtractor(chosen, local=local)([document or story()])
        return extraction

    return reader


def story(text: str = STORY, source: Source | None = None, language: str = "en") -> Document:
    blocks = []
    position = 0
    for part in text.split("\n"):
        kind = BlockKind.HEADING if part.startswith("# ") else BlockKind.PARAGRAPH
        blocks.append(Block(kind, position, position + len(part), level=int(kind is BlockKind.HEADING)))
        position += len(part) + 1
    return Document(
        "ab" * 32, "story.txt", "txt", text, tuple(blocks), language=language, source=source or Source()
    )


# What is kept


def test_a_right_claim_is_kept_with_names_as_the_document_resolves_them(
    serve: Callable[..., Endpoint], read: Callable[..., LlmExtraction]
) -> None:
    extraction = read(serve(Reply(answer(claim()))))
    (found,) = extraction.claims
    assert (found.quote, found.kind, found.time) == (QUOTE, "arrested", "2011-05-09")
    assert STORY[found.start : found.end] == QUOTE
    assert found.roles == {"person": ("Olga Lind",), "place": ("Port Vale",)}
    assert found.speakers == ("Tomas Reyl",)
    assert found.frame == "llm:tiny"
    assert extraction.tally == ()
    assert extraction.failure == ""
    assert "Olga Lind" in {mention.entity for mention in extraction.mentions}


def test_a_quote_leads_back_through_markup_to_the_documents_own_characters(
    serve: Callable[..., Endpoint], read: Callable[..., LlmExtraction]
) -> None:
    told = claim(
        kind="media_restricted",
        quote="the Harbour Post was closed down",
        roles={"outlet": "Harbour Post", "manner": "closed down"},
        speakers=[],
    )
    (found,) = read(serve(Reply(answer(told)))).claims
    assert found.quote == "the **Harbour Post** was closed down"
    assert STORY[found.start : found.end] == found.quote


def test_each_one_named_has_a_claim(
    serve: Callable[..., Endpoint], read: Callable[..., LlmExtraction]
) -> None:
    told = claim(roles={"person": ["Olga Lind", "Tomas Reyl"]})
    found = read(serve(Reply(answer(told)))).claims
    assert [c.roles["person"] for c in found] == [("Olga Lind",), ("Tomas Reyl",)]


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (claim(quote="Lind was arrested in the night"), "claims whose quote is not in the text"),
        (claim(quote="Lind was arrested ... May 2011"), "claims whose quote is not in the text"),
        (claim(quote="ind was arrested on 9 May 2011"), "claims whose quote is not in the text"),
        (claim(quote=""), "claims whose quote is not in the text"),
        (claim(quote=["Lind"]), "claims whose quote is not in the text"),
        (claim(kind="married"), "claims of an unknown kind"),
        (claim(kind=["arrested"]), "claims of an unknown kind"),
        (claim(status="certain"), "claims of an unknown status"),
        (claim(status=None), "claims of an unknown status"),
        (claim(speakers=["the Ministry of Truth"]), "claims whose speaker is not in the document"),
        (claim(roles={"person": "Boris Halm"}), "claims that lack what makes them one"),
        (claim(roles={"person": "she"}), "claims that lack what makes them one"),
        (claim(roles={"place": "Port Vale"}), "claims that lack what makes them one"),
        (claim(roles=[]), "claims that lack what makes them one"),
        ("Lind was arrested", "not a claim at all"),
    ],
)
def test_what_the_document_does_not_say_is_thrown_out_and_counted(
    told: Any, reason: str, serve: Callable[..., Endpoint], read: Callable[..., LlmExtraction]
) -> None:
    extraction = read(serve(Reply(answer(told, claim()))))
    assert [c.quote for c in extraction.claims] == [QUOTE]
    assert dict(extraction.tally)[reason] == 1


def test_invented_extras_leave_a_good_claim(
    serve: Callable[..., Endpoint], read: Callable[..., LlmExtraction]
) -> None:
    roles = {"person": ["Lind", "Boris Halm"], "place": "Atlantis", "weapon": "prison"}
    extraction = read(serve(Reply(answer(claim(roles=roles, time="May the 9th"), claim(), claim()))))
    first = extraction.claims[0]
    assert first.roles == {"person": ("Olga Lind",)}
    assert first.time == ""
    assert dict(extraction.tally) == {
        "claims told twice": 1,
        "fillers that are not words of the document": 2,
        "times that are not EDTF": 1,
        "unknown roles": 1,
    }


def test_a_role_with_a_set_of_values_takes_these(
    serve: Callable[..., Endpoint], read: Callable[..., LlmExtraction]
) -> None:
    document = story("The court would not hand Pavel Orlov over to Veland.")
    told = claim(
        kind="extradition",
        quote="The court would not hand Pavel Orlov over to Veland",
        roles={"person": "Pavel Orlov", "to": "Veland", "stage": "refused", "by": "the court"},
        speakers=[],
    )
    (found,) = read(serve(Reply(answer(told))), document).claims
    assert found.roles == {
        "person": ("Pavel Orlov",),
        "stage": ("refused",),
        "to": ("Veland",),
        "by": ("The court",),
    }


def test_the_documents_own_author_is_no_speaker(
    serve: Callable[..., Endpoint], read: Callable[..., LlmExtraction]
) -> None:
    document = story(source=Source(publisher="Port Watch"))
    (found,) = read(serve(Reply(answer(claim(speakers=["Port Watch"])))), document).claims
    assert found.speakers == ()


# What is sent


def test_a_request_is_the_text_with_its_surroundings_in_a_form_that_repeats(
    serve: Callable[..., Endpoint], read: Callable[..., LlmExtraction]
) -> None:
    endpoint = serve(Reply())
    source = Source(title="Arrests of May", publisher="Port Watch", date="2012")
    text = f"# Courts\nThe trial was short.\n# Press\n{STORY}"
    read(endpoint, story(text, source))
    read(endpoint, story(text, source))
    first, second = endpoint.requests
    assert first == second
    assert first["path"] == "/v1/chat/completions"
    assert (first["model"], first["temperature"], first["seed"]) == ("tiny", 0, 0)
    assert first["response_format"]["json_schema"]["schema"] == answer_schema()
    sent = first["messages"][1]["content"]
    assert "Title: Arrests of May\nPublisher: Port Watch\nDate: 2012" in sent
    assert "Lind = Olga Lind" in sent
    assert "[Section: Courts]\n\nThe trial was short.\n\n[Section: Press]\n\nOlga Lind edited" in sent


def test_a_request_tells_nothing_else_and_the_key_to_nobody_else(
    serve: Callable[..., Endpoint], read: Callable[..., LlmExtraction], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "another-secret")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-of-the-user")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "Authorization: Bearer another-secret")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("DALEL_LLM_KEY", "the-secret")
    endpoint = serve(Reply(answer(claim())))
    assert read(endpoint).claims
    (headers,) = endpoint.headers
    assert headers.pop("authorization") == "Bearer the-secret"
    assert headers.pop("user-agent") == "dalel"
    assert set(headers) <= {
        "host", "accept", "accept-encoding", "connection", "content-type", "content-length"
    }  # fmt: skip


def test_without_a_key_none_is_taken_from_elsewhere(
    serve: Callable[..., Endpoint], read: Callable[..., LlmExtraction], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY"):
        monkeypatch.setenv(name, "another-secret")
    endpoint = serve(Reply())
    read(endpoint)
    assert "authorization" not in endpoint.headers[0]


def test_a_redirection_is_not_followed(
    serve: Callable[..., Endpoint], read: Callable[..., LlmExtraction]
) -> None:
    elsewhere = serve(Reply(answer(claim())))
    endpoint = serve(Reply(code=307, headers={"location": f"{elsewhere.url}/chat/completions"}))
    assert "307" in read(endpoint).failure
    assert elsewhere.requests == []


def test_a_long_document_goes_in_parts_and_keeps_its_order(
    serve: Callable[..., Endpoint], read: Callable[..., LlmExtraction]
) -> None:
    text = "\n".join(
        f"The court in Port Vale released Olga Lind{'d' * n}. " + "It rained. " * 200 for n in range(4)
    )

    def script(body: dict[str, Any]) -> Reply:
        number = body["messages"][1]["content"].split("Olga Lin")[-1].split(".")[0].count("d") - 1
        quote = f"released Olga Lind{'d' * number}"
        roles = {"person": quote.removeprefix("released ")}
        # The first parts take longest.
        return Reply(
            answer(claim(kind="released", quote=quote, roles=roles, speakers=[])), slow=(3 - number) / 10
        )

    endpoint = serve(script=script)
    found = read(endpoint, story(text), parallel=4).claims
    assert len(endpoint.requests) == 4
    assert [c.quote for c in found] == [f"released Olga Lind{'d' * n}" for n in range(4)]


def test_a_document_without_words_is_not_sent(
    serve: Callable[..., Endpoint], read: Callable[..., LlmExtraction]
) -> None:
    endpoint = serve(Reply())
    assert read(endpoint, story("# Press\n* * *\n2011")).claims == ()
    assert endpoint.requests == []


def test_a_language_without_a_local_model_is_read_too(
    serve: Callable[..., Endpoint], read: Callable[..., LlmExtraction]
) -> None:
    document = story("Olga Lind wurde im Mai 2011 festgenommen.", language="de")
    told = claim(quote="Olga Lind wurde im Mai 2011 festgenommen", roles={"person": "Olga Lind"}, speakers=[])
    extraction = read(serve(Reply(answer(told))), document)
    assert extraction.read
    assert [c.roles for c in extraction.claims] == [{"person": ("Olga Lind",)}]


@given(st.lists(st.text("ab .\n", max_size=300), max_size=8), st.integers(1, 200))
def test_parts_hold_all_words_and_are_no_longer_than_asked(paragraphs: list[str], longest: int) -> None:
    found = list(units(story("\n".join(p.replace("\n", " ") for p in paragraphs))))
    made = list(chunks(found, longest))
    assert all(sum(p.end - p.start for p in chunk) <= longest for chunk in made)
    sent = "".join(p.text for chunk in made for p in chunk)
    assert sent == "".join(u.text for u in found if any(c.isalpha() for c in u.text))


# Answers that are not as they should be


def test_an_answer_cut_short_keeps_its_whole_claims(
    serve: Callable[..., Endpoint], read: Callable[..., LlmExtraction]
) -> None:
    whole = answer(claim(), claim(time="2011"))
    extraction = read(serve(Reply(whole[:-40], finish="length")))
    assert [c.time for c in extraction.claims] == ["2011-05-09"]
    assert extraction.tally == (("answers cut short", 1),)
    assert extraction.failure == ""


@pytest.mark.parametrize(
    "wrapped",
    ["```json\n{}\n```", "<think>Is it [a claim]?</think>{}", "Here they are: {} I hope this helps."],
)
def test_words_around_an_answer_do_no_harm(
    wrapped: str, serve: Callable[..., Endpoint], read: Callable[..., LlmExtraction]
) -> None:
    extraction = read(serve(Reply(wrapped.replace("{}", answer(claim())))))
    assert len(extraction.claims) == 1
    assert extraction.tally == ()


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply("I am sorry, but no."), "not in the form"),
        (Reply('{"claims": "none"}'), "not in the form"),
        (Reply("[" * 100_000), "not in the form"),
        (Reply(None), "gave no answer"),
        (Reply(body="<html>Welcome</html>"), "no JSON"),
        (Reply(body="<html>Welcome</html>", headers={"content-type": "text/html"}), "no JSON"),
        (Reply(body=[]), "no chat completion"),
        (Reply(body={"choices": []}), "no chat completion"),
        (Reply(body={"choices": [{"message": None}]}), "no chat completion"),
        (Reply(code=500), "(500): refused in the test"),
        (Reply(code=429), "no more requests for now (429)"),
        (Reply(code=401), "no access (401): there is no key in DALEL_LLM_KEY"),
        (Reply(code=404), "(404): refused in the test"),
        (Reply(code=400), "(400): refused in the test"),
        (Reply(slow=30), "no answer within 0.3 seconds"),
        (Reply(answer(claim()), drip=0.1), "no answer within 0.3 seconds"),
    ],
)
def test_an_endpoint_that_fails_is_told_and_the_names_are_still_there(
    reply: Reply, reason: str, serve: Callable[..., Endpoint], read: Callable[..., LlmExtraction]
) -> None:
    timeout = 0.3 if reply.slow or reply.drip else 10.0
    extraction = read(serve(reply), timeout=timeout)
    assert extraction.claims == ()
    assert extraction.failure.startswith("1 of 1 parts not read: ")
    assert reason in extraction.failure
    assert extraction.mentions


def test_nobody_at_the_address(local: Extractor) -> None:
    (extraction,) = LlmExtractor(LlmSettings("tiny", "http://127.0.0.1:9/v1", retries=0), local=local)(
        [story()]
    )
    assert "cannot be reached" in extraction.failure


@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps))
def test_any_text_can_be_an_answer(text: str) -> None:
    found = read_answer(text)
    assert found is None or isinstance(found.values, tuple)


@given(st.integers(0, 400))
def test_an_answer_cut_anywhere_gives_its_first_claims(length: int) -> None:
    told = [claim(), claim(time="2011")]
    found = read_answer(answer(*told)[:length])
    assert found is None or list(found.values) == told[: len(found.values)]


# Trying again


@pytest.mark.parametrize("code", [429, 500, 503])
def test_a_refusal_for_now_is_asked_again(
    code: int, serve: Callable[..., Endpoint], read: Callable[..., LlmExtraction]
) -> None:
    soon = {"retry-after-ms": "1"}
    endpoint = serve(Reply(code=code, headers=soon), Reply(answer(claim())))
    extraction = read(endpoint, retries=1)
    assert len(extraction.claims) == 1
    assert len(endpoint.requests) == 2


def test_it_is_not_asked_for_ever(serve: Callable[..., Endpoint], read: Callable[..., LlmExtraction]) -> None:
    endpoint = serve(Reply(code=503, headers={"retry-after-ms": "1"}))
    assert "asked 3 times" in read(endpoint, retries=2).failure
    assert len(endpoint.requests) == 3


def test_a_setting_that_the_endpoint_does_not_take_is_left_out(
    serve: Callable[..., Endpoint], read: Callable[..., LlmExtraction]
) -> None:
    def script(body: dict[str, Any]) -> Reply:
        if "temperature" in body:
            return Reply(code=400, body={"error": {"message": "Unsupported value: 'temperature'"}})
        return Reply(answer(claim()))

    extraction = read(serve(script=script))
    assert len(extraction.claims) == 1
    assert "temperature" in extraction.tally[0][0]


def test_one_part_that_fails_does_not_stop_the_others(
    serve: Callable[..., Endpoint], read: Callable[..., LlmExtraction]
) -> None:
    def script(body: dict[str, Any]) -> Reply:
        return Reply(answer(claim())) if QUOTE in body["messages"][1]["content"] else Reply(code=500)

    text = f"{'It rained in Port Vale. ' * 120}\n{STORY}"
    extraction = read(serve(script=script), story(text))
    assert len(extraction.claims) == 1
    assert extraction.failure.startswith("1 of 2 parts not read")


@pytest.mark.parametrize(("reply", "asked"), [(Reply(code=401), 1), (Reply(code=500), 3)])
def test_an_endpoint_of_no_use_is_left_alone(
    reply: Reply, asked: int, serve: Callable[..., Endpoint], local: Extractor
) -> None:
    endpoint = serve(reply)
    settings = LlmSettings("tiny", endpoint.url, retries=0, parallel=1)
    found = list(LlmExtractor(settings, local=local)([story()] * 6))
    assert all(extraction.failure for extraction in found)
    assert len(endpoint.requests) == asked


# The commands


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, "utf-8")
    return path


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def test_extract_tells_where_the_text_goes_and_what_was_not_kept(
    paper: Path, serve: Callable[..., Endpoint]
) -> None:
    endpoint = serve(Reply(answer(claim(), claim(quote="She fled."))))
    result = run("extract", paper, "--extractor", "llm", "--llm-url", endpoint.url, "--llm-model", "tiny")
    assert result.exit_code == 0
    (row,) = map(json.loads, result.stdout.splitlines())
    assert (row["quote"], row["frame"]) == (QUOTE, "llm:tiny")
    first, last = result.stderr.splitlines()
    assert first == f"the text of the documents is sent to {endpoint.url} (on this machine), model tiny"
    assert last == "of the model's answers, not kept: claims whose quote is not in the text: 1"


def test_extract_names_the_document_that_an_endpoint_refused_and_never_the_key(
    paper: Path, serve: Callable[..., Endpoint], monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = Reply(code=418, body={"error": {"message": "no such key: the-secret"}})
    endpoint = serve(refused)
    monkeypatch.setenv("DALEL_LLM_KEY", "the-secret")
    monkeypatch.setenv("DALEL_LLM_URL", endpoint.url)
    monkeypatch.setenv("DALEL_LLM_MODEL", "tiny")
    result = run("extract", paper, "--extractor", "llm")
    assert result.exit_code == 1
    assert "story.txt: 1 of 1 parts not read: the endpoint refused (418): no such key: ***" in result.stderr
    assert "the-secret" not in result.output
    assert "Traceback" not in result.output


def test_nothing_is_sent_unless_asked(
    paper: Path, serve: Callable[..., Endpoint], monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint = serve(Reply(answer(claim())))
    monkeypatch.setenv("DALEL_LLM_URL", endpoint.url)
    monkeypatch.setenv("DALEL_LLM_MODEL", "tiny")
    assert run("extract", paper).exit_code == 0
    assert run("build", paper, "--base", paper.with_name("case.dalel")).exit_code == 0
    assert endpoint.requests == []


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ((), "--llm-model"),
        (("--llm-model", "tiny", "--llm-url", "localhost:11434"), "http://HOST:PORT/v1"),
        (("--llm-model", "tiny", "--llm-url", "http://user:hidden@host/v1"), "DALEL_LLM_KEY"),
        (("--llm-model", "tiny", "--explain"), "--explain"),
    ],
)
def test_wrong_usage_is_explained(
    words: tuple[str, ...], reason: str, paper: Path, serve: Callable[..., Endpoint]
) -> None:
    result = run("extract", paper, "--extractor", "llm", *words)
    assert result.exit_code == 2
    assert reason in result.stderr
    assert "hidden" not in result.output


def test_a_damaged_key_is_not_tried(
    paper: Path, serve: Callable[..., Endpoint], monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint = serve(Reply())
    monkeypatch.setenv("DALEL_LLM_KEY", "the-\nsecret")
    result = run("extract", paper, "--extractor", "llm", "--llm-url", endpoint.url, "--llm-model", "tiny")
    assert result.exit_code == 1
    assert "DALEL_LLM_KEY" in result.stderr
    assert "secret" not in result.output
    assert endpoint.requests == []


def test_without_the_client_library_one_sentence_says_what_to_install(
    paper: Path, serve: Callable[..., Endpoint], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    result = run("extract", paper, "--extractor", "llm", "--llm-model", "tiny")
    assert result.exit_code == 1
    assert 'pip install "dalel[llm]"' in result.stderr


def test_a_base_is_read_again_with_another_reader(
    paper: Path, tmp_path: Path, serve: Callable[..., Endpoint]
) -> None:
    endpoint = serve(Reply(answer(claim(), claim(kind="married"))))
    path = tmp_path / "case.dalel"

    def build(*words: str) -> Result:
        return run("build", paper, "--base", path, *words)

    def frames() -> set[str]:
        with Base.open(path) as base:
            return {found.claim.frame for found in base.claims()}

    chosen = ("--extractor", "llm", "--llm-url", endpoint.url)
    assert "1 files read" in build().stdout
    assert "llm:tiny" not in frames()
    result = build(*chosen, "--llm-model", "tiny")
    assert "1 files read" in result.stdout
    assert "claims of an unknown kind: 1" in result.stderr
    assert frames() == {"llm:tiny"}
    assert "1 unchanged" in build(*chosen, "--llm-model", "tiny").stdout
    assert len(endpoint.requests) == 1
    assert "1 files read" in build(*chosen, "--llm-model", "large").stdout
    assert frames() == {"llm:large"}


def test_a_build_keeps_what_it_had_when_the_endpoint_fails_and_tries_again(
    paper: Path, tmp_path: Path, serve: Callable[..., Endpoint]
) -> None:
    endpoint = serve(Reply(answer(claim())), Reply(code=403), Reply(answer(claim(time="2011"))))
    path = tmp_path / "case.dalel"

    def build(model: str) -> Result:
        return run(
            "build",
            paper,
            "--base",
            path,
            "--extractor",
            "llm",
            "--llm-url",
            endpoint.url,
            "--llm-model",
            model,
        )

    def times() -> list[str]:
        with Base.open(path) as base:
            return [found.claim.time for found in base.claims()]

    assert build("tiny").exit_code == 0
    failed = build("large")
    assert failed.exit_code == 1
    assert "story.txt: 1 of 1 parts not read: the endpoint gives no access (403)" in failed.stderr
    assert times() == ["2011-05-09"]
    assert build("large").exit_code == 0
    assert times() == ["2011"]


def test_a_new_document_whose_endpoint_fails_is_stored_and_tried_again(
    paper: Path, tmp_path: Path, serve: Callable[..., Endpoint]
) -> None:
    path = tmp_path / "case.dalel"
    words = ("build", paper, "--base", path, "--extractor", "llm", "--llm-model", "tiny", "--llm-url")
    assert run(*words, serve(Reply(code=403)).url).exit_code == 1
    with Base.open(path) as base:
        (document,) = base.documents()
        assert document.name == "story.txt"
    assert run(*words, serve(Reply(answer(claim()))).url).exit_code == 0


# The vocabulary


def test_every_kind_is_explained_and_has_its_form() -> None:
    data = prompt_data()
    assert list(data["kinds"]) == list(KINDS)
    for kind, roles in data["values"].items():
        assert set(roles) <= set(KINDS[kind].roles)
    forms = answer_schema()["properties"]["claims"]["items"]["anyOf"]
    assert [form["properties"]["kind"]["enum"] for form in forms] == [[kind] for kind in KINDS]
    for form, kind in zip(forms, KINDS.values(), strict=True):
        assert form["properties"]["roles"]["required"] == list(kind.roles)
    assert answer_schema()["$defs"]["status"]["enum"] == [status.value for status in Status]


def test_the_default_is_an_endpoint_on_this_machine() -> None:
    assert llm.DEFAULT_URL == DEFAULT_URL
    assert LlmSettings("tiny").local
    assert not LlmSettings("tiny", "https://models.example.org/v1").local
    assert "unencrypted" in LlmSettings("tiny", "http://192.0.2.1/v1").announcement


@pytest.mark.parametrize(
    "changes", [{"model": " "}, {"timeout": 0}, {"timeout": float("nan")}, {"parallel": 0}]
)
def test_settings_that_make_no_sense_are_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(DalelError):
        LlmSettings(**{"model": "tiny", **changes})
