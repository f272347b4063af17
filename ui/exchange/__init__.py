"""The page 交换: workbooks to and from other offices, and what two hands wrote of the same record."""
