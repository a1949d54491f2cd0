"""Files of all formats, made when a test needs them."""
