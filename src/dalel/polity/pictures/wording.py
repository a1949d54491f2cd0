"""A view of a polity in words, for tables and diagrams."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dalel.polity.as_of import FillingView, OrganView, RuleView
from dalel.polity.files.model import Polity
from dalel.polity.files.values import Basis, Holds, Value
from dalel.polity.resolve import Answer, plain

_HOLDS = {
    Holds.CERTAIN: "",
    Holds.POSSIBLE: " [undetermined]",
    Holds.UNATTESTED: " [not attested then]",
    Holds.NO: " [no]",
}

_WHO = (
    ("proposed_by", "proposed by"),
    ("recommended_by", "recommended by"),
    ("nominated_by", "nominated by"),
    ("confirmed_by", "confirmed by"),
    ("consent_by", "with the consent of"),
)

_BRIEF = frozenset({"threshold", "list", "formula"})
"""What a short line adds to who fills the seats."""

_HEAD = frozenset({"method", "seats", "by", "each", "posts", *(key for key, _ in _WHO)})


def held_text(holds: Holds) -> str:
    """A remark on how surely something held; empty where it did for certain."""
    return _HOLDS[holds]


def answer_text(answer: Answer, unit: str = "", name: Callable[[str], str] = str) -> str:
    """An answer in words: `39 (derived)`, `39 or 47 (undetermined)`, `9 or 10 (sources differ)`, `unknown`"""
    if not answer:
        return ""
    if answer.unknown:
        return "unknown"
    said = " or ".join(_value(value, name) for value in answer.values()) + unit
    if answer.settled:
        return f"{said} ({answer.basis})" if answer.basis in (Basis.DERIVED, Basis.COMPUTED) else said
    return f"{said} ({'undetermined' if answer.undetermined else 'sources differ'})"


def _value(value: Value, name: Callable[[str], str]) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(name(one) for one in value)
    return str(plain(value))


def filling_text(polity: Polity, view: FillingView, brief: bool = False) -> str:
    """How seats are filled, in one line: `32: indirect election by the regional councils, 2 each`."""
    seats = answer_text(view["seats"])
    text = f"{seats}: " if seats else ""
    method = view["method"]
    text += "not said how" if method.unknown else answer_text(method).replace("_", " ")
    if view["by"].unknown:
        text += ", not said by whom"
    elif view["by"]:
        text += f" by {answer_text(view['by'], name=polity.named)}"
    if view["posts"] and view["posts"].values() != view["by"].values():
        text += f": {answer_text(view['posts'], name=polity.named)}"
    if view["each"]:
        text += f", {answer_text(view['each'])} each"
    for key, words in _WHO:
        if view[key]:
            text += f", {words} {answer_text(view[key], name=polity.named)}"
    for key, answer in view.answers.items():
        if key not in _HEAD and answer and (not brief or key in _BRIEF):
            unit = "%" if key == "threshold" else ""
            text += f"; {key.replace('_', ' ')}: {answer_text(answer, unit)}"
    if view.filling.account:
        text += f" <{view.filling.account}>"
    return text + held_text(view.holds)


def rule_text(polity: Polity, view: RuleView) -> str:
    """A rule in one line: what it says, and its values."""
    values = [
        f"{key.replace('_', ' ')}: {answer_text(answer, name=polity.named)}"
        for key, answer in view.answers.items()
        if answer
    ]
    return view.rule.text + (f" [{'; '.join(values)}]" if values else "") + held_text(view.holds)


def _answers(view: OrganView) -> Iterator[tuple[str, Answer]]:
    for key, answer in view.answers.items():
        yield key.replace("_", " "), answer
    for part in view.fillings:
        for key, answer in part.answers.items():
            yield f"{part.filling.id}, {key.replace('_', ' ')}", answer
    for rule in view.rules:
        for key, answer in rule.answers.items():
            yield f"{rule.rule.id}, {key.replace('_', ' ')}", answer


def derivations(view: OrganView) -> list[str]:
    """From what each derived or computed value of an organ follows, one line each."""
    return [
        f"{key}: {answer_text(answer)}, from: {answer.derivation}"
        for key, answer in _answers(view)
        if answer.settled and answer.derivation
    ]


def remarks(view: OrganView, name: Callable[[str], str] = str) -> list[str]:
    """Notes, and values kept beside, one line each; `name` gives the name for an id."""
    lines = []
    for key, answer in _answers(view):
        texts = dict.fromkeys(s.note for a in answer.alternatives for s in a.statements if s.note)
        lines += [f"{key}: {text}" for text in texts]
        for other in answer.besides:
            notes = " ".join(dict.fromkeys(s.note for s in other.statements if s.note))
            cited = "; ".join(map(str, other.sources))
            told = "unknown" if other.value is None else _value(other.value, name)
            lines.append(f"{key}: also {told} ({cited}). {notes}".rstrip())
    return lines
