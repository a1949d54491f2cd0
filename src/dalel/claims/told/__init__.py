"""Whether a text tells that something happened to somebody, or only speaks of such things."""
