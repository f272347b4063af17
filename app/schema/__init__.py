"""How columns are declared: kinds of value, fields, code lists."""
