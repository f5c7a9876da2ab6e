"""The policy and its answers into the pages of the site."""
