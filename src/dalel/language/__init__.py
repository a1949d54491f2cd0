"""From documents to parsed text: spaCy components for names, times and who says what."""
