"""Rules of Homeshare."""
