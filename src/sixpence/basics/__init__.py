"""What every room may use: how money is written, how one chooses on columns, and how a refusal is said."""
