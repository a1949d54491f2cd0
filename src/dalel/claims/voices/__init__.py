"""Who says what: the speakers of a claim, and statements and findings that are claims of their own."""
