"""Claims from documents in other languages than English."""
