"""Pension contributions by month."""
