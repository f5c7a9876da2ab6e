"""What developers embed: an artefact in, exact answers out; the standard library alone."""
