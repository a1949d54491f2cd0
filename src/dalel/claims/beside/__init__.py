"""Claims told beside a name or in a cell: posts, memberships, header fields, rows of tables."""
