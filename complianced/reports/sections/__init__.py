"""The sections of packs. Each is a function of an audit and a context that yields blocks; `pack.py` orders them."""
