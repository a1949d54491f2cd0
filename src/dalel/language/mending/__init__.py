"""Mends what the parser often gets wrong in texts of this kind, before anything is read from its trees."""
