"""Who is meant by pronouns, plurals and descriptions, within one document."""
