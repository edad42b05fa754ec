"""What HMRC is owed and told."""
