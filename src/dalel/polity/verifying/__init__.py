"""A polity file against the claims of a base."""
