"""Answers by code that is generated from the decision graph when it is first wanted."""
