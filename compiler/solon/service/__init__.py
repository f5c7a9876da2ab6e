"""A policy over HTTP: a situation in, a decision out; and interviews, of which the service keeps nothing."""
