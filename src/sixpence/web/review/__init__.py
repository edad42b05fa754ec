"""The review of what HR would change: in money, person by person or field by field."""
