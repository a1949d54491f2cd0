"""The shared words: what documents, mentions and claims are. Plain frozen types, no input or output."""

from dalel.model.claims import Claim, Mention, MentionKind, Roles, Status
from dalel.model.documents import Block, BlockKind, Document, Problem, Source, Span
from dalel.model.errors import BaseError, DalelError, UnknownNameError, UnreadableError, fault
from dalel.model.kinds import GROUPS, KINDS, Kind

__all__ = [
    "GROUPS",
    "KINDS",
    "BaseError",
    "Block",
    "BlockKind",
    "Claim",
    "DalelError",
    "Document",
    "Kind",
    "Mention",
    "MentionKind",
    "Problem",
    "Roles",
    "Source",
    "Span",
    "Status",
    "UnknownNameError",
    "UnreadableError",
    "fault",
]
