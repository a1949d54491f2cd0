"""How much of each organ an actor fills, by which ways, and how that changed."""
