"""What employees are given: payslips as PDF, typeset by Typst."""
