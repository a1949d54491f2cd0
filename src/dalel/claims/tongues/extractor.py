"""Claims from documents in other languages than English: frames of their language on UD parses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc, Token

from dalel.claims.constructions.arguments import Argument
from dalel.claims.constructions.ud import UDPositions, children, clause, is_clause, is_verb, label
from dalel.claims.explain import Explanation
from dalel.claims.fillers.filling import Filler
from dalel.claims.frames import Frame, RoleRule, load_frames
from dalel.claims.interpreter import Finding, conditions_hold
from dalel.claims.lexicon import Lexicon
from dalel.claims.settle import settled
from dalel.claims.tongues.explain import explained
from dalel.claims.tongues.fillers import TongueFillers
from dalel.claims.tongues.speech import Voice, commitment, speakers, voices
from dalel.language.tongues.names import TongueNames
from dalel.language.tongues.times import Dating, datings
from dalel.language.tongues.tongue import Tongue, load_tongue, tongues
from dalel.language.units import ParsedUnit, parse_units, units
from dalel.model import KINDS, BlockKind, Claim, Document, Mention, Status

SILENT = frozenset({BlockKind.HEADING, BlockKind.TABLE_ROW})
NAMED_IN_PASSING = frozenset({"office_held"})
"""Kinds that a text names in passing: doubts and dates of the sentence are not theirs."""

GIVING = frozenset({"appointed", "elected"})
"""Kinds whose office is one that is given, and so not told to be held."""


@dataclass(frozen=True, slots=True)
class TongueRead:
    """What was found in a document."""

    claims: tuple[Claim, ...]
    mentions: tuple[Mention, ...]
    explanations: tuple[Explanation, ...]


@dataclass(slots=True)
class _Unit:
    """One unit as it is read: its fillers, times and voices."""

    index: int
    parsed: ParsedUnit
    fillers: TongueFillers
    times: list[tuple[Dating, frozenset[int]]]
    voices: list[Voice]


@lru_cache(maxsize=8)
def reader_of(code: str, model: str = "") -> TongueReader | None:
    """The reader of a language by its code; None where it or a pipeline for it is missing.

    `model` is a pipeline to be used in place of those that its file names.
    """
    tongue = tongues().get(code)
    if tongue is None or not (name := model or tongue.installed()):
        return None
    return TongueReader(tongue, load_tongue(name))


class TongueReader:
    """Reads documents of one language with one pipeline."""

    def __init__(self, tongue: Tongue, nlp: Language) -> None:
        self.tongue = tongue
        self.nlp = nlp
        self.lexicon = Lexicon.load(tongue.code)
        self.verbs: set[str] = set()
        self.by_lemma: dict[str, list[tuple[Frame, str, tuple[str, ...]]]] = {}
        for frame in load_frames(tongue.code):
            for pos, words in frame.triggers.items():
                if pos == "verb":
                    self.verbs.update(words)
                for word in words:
                    if word.startswith("type:"):
                        heads = sorted(self.lexicon.types[word.removeprefix("type:")].heads)
                    else:
                        heads = [word]
                    for head in heads:
                        last = head.split()
                        self.by_lemma.setdefault(last[-1], []).append((frame, pos, tuple(last[:-1])))

    def __call__(self, document: Document, reference: str = "") -> TongueRead:
        """The claims and mentions of a document; `reference` is the year its dates count from."""
        return self.read(document, list(parse_units(self.nlp, units(document))), reference)

    def read(self, document: Document, parsed: list[ParsedUnit], reference: str = "") -> TongueRead:
        """The same of units that are parsed already."""
        author = document.source.author or document.source.publisher
        claims: list[Claim] = []
        explanations: list[Explanation] = []
        last = ""
        for one in parsed:
            self._mend(one.doc)
        names = TongueNames(self.tongue, parsed, author)
        for index, one in enumerate(parsed):
            found = datings(self.tongue, one.doc.text, last, reference[:4])
            if found:
                last = found[-1].value.rstrip("./").rsplit("/", 1)[-1][:4] or last
            if one.unit.heading or one.unit.block.kind in SILENT:
                continue
            timed = [
                (d, frozenset(t.i for t in one.doc if t.idx < d.end and d.start < t.idx + len(t)))
                for d in found
            ]
            dates = frozenset().union(*(tokens for _, tokens in timed))
            fillers = TongueFillers(self.tongue, names, index, one.doc, dates)
            unit = _Unit(index, one, fillers, timed, voices(one.doc, self.tongue))
            findings = self._without_told(settled(list(self._findings(unit))))
            for finding in findings:
                for claim, why in self._claims(document, unit, finding, names):
                    claims.append(claim)
                    explanations.append(why)
        return TongueRead(
            tuple(claims), tuple(names.mentions(document.id, document.text)), tuple(explanations)
        )

    def _mend(self, doc: Doc) -> None:
        """Sets right what small models often take for something else.

        Verbs: with an auxiliary, in the forms that the language's file lists, and participles of frames'
        verbs after "be". Names parsed as common words.
        """
        forms = self.tongue.raw.get("forms", {})
        for token in doc:
            be = children(token, "cop")
            lemma = forms.get(token.lower_)
            helped = any(c.dep_ in ("aux:tense", "aux:pass") for c in token.children) and not be
            if not is_verb(token) and (helped or (lemma and _heads(token))):
                token.lemma_, token.pos_ = lemma or token.lemma_, "VERB"
            if token.pos_ == "ADJ" and be and token.lemma_ in self.verbs and token.lemma_ != token.lower_:
                token.pos_ = "VERB"
                for one in be:
                    one.dep_ = "aux:pass"
            if token.ent_type_ and token.text.istitle() and token.pos_ in ("VERB", "AUX", "ADV", "X"):
                token.pos_ = "PROPN"

    # --- frames ---

    def _findings(self, unit: _Unit) -> Iterator[Finding]:
        for token in unit.parsed.doc:
            lemma = token.lemma_.lower()
            entries = self.by_lemma.get(lemma) or self.by_lemma.get(lemma.rsplit("-", 1)[-1]) or []
            found: dict[str, Finding] = {}
            positions = UDPositions(token, self.tongue)
            for frame, pos, before in entries:
                if not _enters(token, pos, before):
                    continue
                candidate = self._match(frame, token, positions, unit)
                if candidate is None:
                    continue
                best = found.get(frame.kind)
                if best is None or len(candidate.roles) > len(best.roles):
                    found[frame.kind] = candidate
            yield from found.values()

    def _match(self, frame: Frame, token: Token, positions: UDPositions, unit: _Unit) -> Finding | None:
        if not conditions_hold(frame, positions):
            return None
        roles: dict[str, list[Filler]] = {}
        constants: dict[str, str] = {}
        stood: dict[str, str] = {}
        used: set[int] = set()
        for rule in frame.roles:
            if rule.value:
                constants[rule.role] = rule.value
                continue
            found, place = self._fill(rule, positions, unit, used)
            if found:
                roles[rule.role] = found
                stood[rule.role] = place
                used.update(f.token.i for f in found)
            elif rule.role in frame.needs:
                return None
        leads = sorted({f.lead for fillers in roles.values() for f in fillers if f.lead is not None})
        for role, fillers in roles.items():
            roles[role] = [
                next(
                    (
                        unit.fillers.cut(f, lead)
                        for lead in leads
                        if f.token.i < lead < f.end and f.token.i != token.i
                    ),
                    f,
                )
                for f in fillers
            ]
        return Finding(frame, token, roles, constants, stood)

    def _fill(
        self, rule: RoleRule, positions: UDPositions, unit: _Unit, used: set[int]
    ) -> tuple[list[Filler], str]:
        types = [self.lexicon.types[name] for name in rule.types]
        unlike = [self.lexicon.types[name] for name in rule.unlike]
        for place in rule.at:
            done = []
            for argument in positions(place):
                if argument.token.i in used and rule.part != "title" and place != "named":
                    continue
                if (types or unlike) and not unit.fillers.fits(argument, types, unlike):
                    continue
                resolve = rule.part != "title" and (
                    place == "named" or argument.token.i != positions.trigger.i
                )
                filler = unit.fillers.fill(argument, rule.part, resolve)
                if filler is not None:
                    done.append(filler)
            if done:
                return done, place
        return [], ""

    @staticmethod
    def _without_told(findings: list[Finding]) -> list[Finding]:
        """Findings without statements whose content is a claim, and offices that somebody only comes to."""
        others = {f.trigger.i for f in findings if f.kind not in ("stated", "office_held")}
        given = {x.token.i for f in findings if f.kind in GIVING for x in f.roles.get("office", ())}
        findings = [f for f in findings if f.kind != "office_held" or f.trigger.i not in given]
        return [
            f
            for f in findings
            if f.kind != "stated" or not any(x.start <= i < x.end for x in f.roles["content"] for i in others)
        ]

    # --- claims ---

    def _claims(
        self, document: Document, unit: _Unit, finding: Finding, names: TongueNames
    ) -> Iterator[tuple[Claim, Explanation]]:
        key = KINDS[finding.kind].key_roles[0]
        roles = {role: tuple(t for f in fillers for t in f.texts) for role, fillers in finding.roles.items()}
        roles.update({role: (value,) for role, value in finding.constants.items()})
        status, words = self._status(unit, finding)
        if "stage" in roles and status is not Status.ASSERTED:
            roles["stage"] = ("refused" if status is Status.DENIED else "threatened",)
            status = Status.ASSERTED
        heard = self._heard(unit, finding, names)
        time = self._time(unit, finding)
        for filler in finding.roles.get(key, ()):
            start, end = finding.span(key, filler)
            first, last = unit.parsed.offsets(unit.parsed.doc[start:end])
            for text in filler.texts:
                claim = Claim(
                    document=document.id,
                    start=first,
                    end=last,
                    quote=document.text[first:last],
                    kind=finding.kind,
                    roles={**roles, key: (text,)},
                    time=time.value if time else "",
                    status=status,
                    speakers=tuple(heard),
                    frame=finding.frame.id,
                    page=document.page_of(first),
                )
                yield claim, explained(unit.parsed, finding, claim, words, time, heard)

    def _status(self, unit: _Unit, finding: Finding) -> tuple[Status, tuple[Token, ...]]:
        frame, trigger = finding.frame, finding.trigger
        if finding.kind in NAMED_IN_PASSING and not is_clause(trigger) and label(trigger) != "xcomp":
            return frame.status or Status.ASSERTED, ()
        status, words = commitment(trigger, self.tongue, unit.voices)
        if finding.kind == "stated" and status is Status.DENIED:
            return Status.ASSERTED, words
        if status is Status.ASSERTED and frame.status is not None:
            official = self.lexicon.types["prosecution"].pattern
            by = [text for filler in finding.roles.get("by", ()) for text in filler.texts]
            if frame.status is Status.ALLEGED and official and any(official.search(text) for text in by):
                return status, ()
            return frame.status, (trigger,)
        return status, words

    def _heard(self, unit: _Unit, finding: Finding, names: TongueNames) -> dict[str, Voice]:
        """The speakers by name, outermost first."""
        law = self.lexicon.types.get("law")
        heard: dict[str, Voice] = {}
        for voice in speakers(finding.trigger, unit.voices):
            assert voice.source is not None
            argument = Argument(voice.source)
            if law is not None and unit.fillers.fits(argument, [law], []):
                continue
            filler = unit.fillers.fill(argument, edges=False)
            if filler is None:
                continue
            text = filler.texts[0]
            if not filler.resolved:
                start, end = unit.fillers.phrase(voice.source, edges=False)
                while start < voice.source.i and self._article(unit.parsed.doc[start]):
                    start += 1
                text = unit.fillers.text(start, end, voice.source)
            if text != names.author:
                heard.setdefault(text, voice)
        if finding.kind == "stated":
            heard = {
                text: Voice(f.token, finding.trigger, "say", frozenset())
                for f in finding.roles["by"]
                for text in f.texts
            }
        return heard

    def _article(self, token: Token) -> bool:
        return token.pos_ == "DET" and "Art" in token.morph.get("PronType", [])

    def _time(self, unit: _Unit, finding: Finding) -> Dating | None:
        """The time in the clause of the trigger; an event takes the only time of its sentence."""
        trigger = finding.trigger
        passing = KINDS[finding.kind].standing and not is_clause(trigger)
        own = self._near(unit, finding, _phrase(trigger) if passing else _reach(trigger))
        if own is not None or passing or (KINDS[finding.kind].standing and label(trigger) in ("acl", "amod")):
            return own
        top = trigger
        while top.head.i != top.i and label(top) not in ("conj", "parataxis") and top.dep_ != "acl:relcl":
            top = top.head
            if is_verb(top):
                own = self._near(unit, finding, _reach(top))
                if own is not None:
                    return own
        sentence = frozenset(range(trigger.sent.start, trigger.sent.end))
        inside = [d for d, tokens in unit.times if tokens & sentence]
        return inside[0] if len(inside) == 1 and not KINDS[finding.kind].standing else None

    @staticmethod
    def _near(unit: _Unit, finding: Finding, reach: frozenset[int]) -> Dating | None:
        taken = {
            i
            for role, fillers in finding.roles.items()
            if role in ("offence", "of", "content")
            for f in fillers
            for i in range(f.start, f.end)
        }
        found = [(d, tokens) for d, tokens in unit.times if tokens & reach]
        found = [row for row in found if not row[1] & taken] or found
        trigger, doc = finding.trigger, unit.parsed.doc

        def distance(row: tuple[Dating, frozenset[int]]) -> tuple[int, int]:
            return min(_steps(doc[i], trigger) for i in row[1]), abs(min(row[1]) - trigger.i)

        return min(found, key=distance, default=(None, None))[0]


def _phrase(noun: Token) -> frozenset[int]:
    """The tokens below a noun, without what is told of it in clauses and participles."""
    told = {t.i for c in noun.children if is_verb(c) for t in c.subtree}
    return frozenset(t.i for t in noun.subtree if t.i not in told)


def _heads(token: Token) -> bool:
    """Whether a word stands where a verb would."""
    return token.dep_ == "ROOT" or bool(children(token, "nsubj", "obj"))


def _steps(token: Token, trigger: Token) -> int:
    """How many words a date hangs below the trigger; more than any where it is that of an apposition."""
    for steps in range(9):
        if token.i == trigger.i:
            return steps
        if label(token) == "appos":
            return 99
        token = token.head
    return 9


def _reach(head: Token) -> frozenset[int]:
    return frozenset(t.i for t in clause(head))


def _enters(token: Token, pos: str, before: tuple[str, ...]) -> bool:
    """Whether a token is used as the part of speech that a frame wants, after the words it wants."""
    if pos == "verb":
        if not (is_verb(token) or "Part" in token.morph.get("VerbForm", [])) or label(token) in (
            "aux",
            "cop",
        ):
            return False
    elif pos == "noun":
        if token.pos_ not in ("NOUN", "PROPN"):
            return False
    elif token.pos_ not in ("ADJ", "VERB"):
        return False
    start = token.i - len(before)
    return start >= 0 and all(token.doc[start + n].lower_ == word for n, word in enumerate(before))
