"""Who says what: sources, cues and contents, as ranges of a parsed text."""
