"""From votes to seats by the rules of a day, and from known seats back to the rules."""
