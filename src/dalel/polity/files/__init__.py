"""Polity files read into a model: what sources say of organs, seats, rules and people, and since when."""
