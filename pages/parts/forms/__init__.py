"""台账登记: forms over the schema of the exchange workbook, one record at a time."""
