"""From an argument to the words of a role: the phrase that names the thing, cut at its edges."""
