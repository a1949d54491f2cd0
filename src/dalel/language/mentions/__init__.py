"""Names in a text: which words they are, what they name, which of them are one name."""
