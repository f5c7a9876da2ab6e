"""Tables of situations into tables of answers."""
