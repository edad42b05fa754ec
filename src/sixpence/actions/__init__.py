"""The use cases, one function each: what the faces call."""
