"""文书: the papers of a case on the screen and on the printer."""
