"""What is asked of the model, and everything that is sent with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from dalel.claims.llm.chunks import Passage, rendered
from dalel.claims.llm.schema import prompt_data
from dalel.model import KINDS, Document, Mention

Message = dict[str, str]


@cache
def instructions() -> str:
    """The part that is the same for every request: the task, and the kinds with their roles."""
    data = prompt_data()
    lines = []
    for kind in KINDS.values():
        roles = ", ".join(f"{role}*" if role in kind.key_roles else role for role in kind.roles)
        lines.append(f"- {kind.name} ({roles}): {data['kinds'][kind.name]}")
    return f"{data['task']['instructions'].strip()}\n\n{data['task']['kinds'].strip()}\n" + "\n".join(lines)


def messages(document: Document, chunk: Sequence[Passage], mentions: Iterable[Mention]) -> list[Message]:
    """The request for one part of a document: whose words they are, the names in them, the words."""
    source = document.source
    told = {
        "Title": source.title,
        "Publisher": source.publisher,
        "Author": source.author,
        "Date": source.date,
    }
    head = [f"{label}: {' '.join(value.split())}" for label, value in told.items() if value.strip()]
    names = _names(chunk, mentions)
    if names:
        head.append("Names in this part, with the fullest form the document uses: " + "; ".join(names))
    text = f"<text>\n{rendered(chunk)}\n</text>"
    return [
        {"role": "system", "content": instructions()},
        {"role": "user", "content": "\n".join([*head, "", text])},
    ]


def _names(chunk: Sequence[Passage], mentions: Iterable[Mention]) -> list[str]:
    spans = [p.unit.span(p.start, p.end) for p in chunk]
    found: dict[str, None] = {}
    for mention in mentions:
        if any(start <= mention.start < end for start, end in spans):
            text, entity = " ".join(mention.text.split()), " ".join(mention.entity.split())
            found[text if text == entity else f"{text} = {entity}"] = None
    return list(found)
