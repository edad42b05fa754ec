"""Employers, employments, and what was true of them on which day."""
