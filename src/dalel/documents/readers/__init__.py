"""One reader a format: bytes in, text with structure out."""
