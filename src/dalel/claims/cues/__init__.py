"""Word lists of what makes a claim denied, alleged, planned or possible."""
