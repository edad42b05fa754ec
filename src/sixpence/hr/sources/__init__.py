"""HR systems, one folder or file each. A source passes `tests/hr/test_sources_contract.py`."""
