"""台账登记, form by form."""
