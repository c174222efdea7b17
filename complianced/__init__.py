"""Where a Shared Lives scheme or Homeshare organisation stands against the law of its nation."""

__version__ = "0.1.0"
