"""How committed the innermost speaker is: asserted, alleged, denied, planned or possible."""
