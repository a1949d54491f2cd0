"""Who is who over all documents of a base, with the evidence, and people's decisions kept."""

from dalel.identity.entities import Entity, entities, entity_of, why
from dalel.identity.judgements import Anchor, Judgement, Verdict
from dalel.identity.update import Update, bring_up_to_date

__all__ = [
    "Anchor",
    "Entity",
    "Judgement",
    "Update",
    "Verdict",
    "bring_up_to_date",
    "entities",
    "entity_of",
    "why",
]
