"""The publisher's own findings: clauses that judge how things are."""
