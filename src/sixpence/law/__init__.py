"""The law's rules: one module a subject, pure functions on columns.

Every array is one row a payment. Money is whole pence in int64; finer steps say their unit in their name.
"""
