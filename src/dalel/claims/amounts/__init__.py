"""Stated numbers, superlatives and places in an order: of whom or what, and which measure."""
