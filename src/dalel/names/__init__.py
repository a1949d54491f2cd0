"""Names as written: scripts, romanisation, forms, titles, gender, initials; word lists as data."""
