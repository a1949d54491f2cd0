"""The knowledge base: write, search, read back. One file, SQLite."""
