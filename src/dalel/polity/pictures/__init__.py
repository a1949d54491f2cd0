"""A political system in words and drawings."""
