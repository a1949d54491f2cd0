"""From a question to evidence, best first."""
