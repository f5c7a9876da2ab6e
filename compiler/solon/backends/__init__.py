"""The policy, or its graph, in other languages: what programs outside Solon read."""
