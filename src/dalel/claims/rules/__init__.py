"""What rules say, in words that a reader can take out of their sentence."""
