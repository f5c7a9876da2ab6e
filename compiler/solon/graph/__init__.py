"""The decision graph: the policy compiled into boolean nodes, and the versioned artefact that ships."""
