"""From an HR system to people: what was read, how it maps to facts, who takes part, and what would change."""
