"""What people see: one script per page, run by navigation.py, and the parts that pages share."""
