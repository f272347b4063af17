"""统计: the lists of meetings, on screen and on paper."""
