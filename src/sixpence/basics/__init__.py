"""What every room may use: how money is written, and how a refusal is said."""
