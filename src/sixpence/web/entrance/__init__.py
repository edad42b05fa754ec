"""Coming in: set-up, invitations, and the choice of a company. Signing in itself is allauth's."""
