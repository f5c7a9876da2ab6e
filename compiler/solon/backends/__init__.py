"""The decision graph into other languages. Each takes `rules.Rules`, so none knows where the graph came from."""
