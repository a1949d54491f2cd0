"""What Dalel knows of other languages than English: a file for each, its names and its dates."""
