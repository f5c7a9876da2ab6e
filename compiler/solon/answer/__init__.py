"""The engine on a policy that is being compiled: what every command asks."""
