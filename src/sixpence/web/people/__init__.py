"""The people that payroll pays: listed, and one by one."""
