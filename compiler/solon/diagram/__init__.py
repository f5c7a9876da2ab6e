"""The decision graph as decision diagrams: every question about every situation, answered exactly and at once."""
