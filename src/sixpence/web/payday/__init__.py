"""Pay and file: the checklist of a pay day, its files, adjusting on the day, and what was given to whom."""
