"""Plugins: the hooks, the host that loads them, and the bundles that come with complianced."""
