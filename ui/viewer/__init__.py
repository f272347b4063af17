"""Attachments shown inside the program: pages of PDF and pictures, in memory only."""
