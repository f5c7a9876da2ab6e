"""A situation into its answer, by decision diagrams: exact, and quick enough to ask after every key."""
