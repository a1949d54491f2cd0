"""Where the deep positions of a trigger stand in a sentence, whatever its construction.

A frame asks for `agent`, `patient`, `for`, `of` ...; this module finds them for a verb (active,
passive, reduced passive, relative clause, participle, coordination, control and raising) and for
a noun (nominalisation, light verb, possessive, title, apposition, copula). The parser hangs
prepositional phrases too low as often as not, so a phrase that is not found below the trigger is
looked for in the rest of its clause. `docs/frames.md` lists the positions.
"""

from dalel.claims.constructions.arguments import Argument, enumerated, listed
from dalel.claims.constructions.nouns import named
from dalel.claims.constructions.positions import POSITIONS, Positions, strays
from dalel.claims.constructions.verbs import owner, subject

__all__ = [
    "POSITIONS",
    "Argument",
    "Positions",
    "enumerated",
    "listed",
    "named",
    "owner",
    "strays",
    "subject",
]
