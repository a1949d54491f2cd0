"""Time expressions: found, given their values over the document, attached to what happened."""
