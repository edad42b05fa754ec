"""What an employee sees: their own payslips, why net pay changed, their details, the starter checklist."""
