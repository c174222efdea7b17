"""Rules of Scotland, by what they are about."""
