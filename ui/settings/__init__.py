"""设置: what the office and this desk decide for themselves."""
