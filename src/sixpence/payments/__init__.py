"""From a run's net pay to bank accounts: who is paid how, on which Bacs days, in which bank's file."""
