"""Sixpence: UK payroll that runs from the HR system a company already has."""
