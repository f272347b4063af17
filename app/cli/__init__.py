"""The same actions without a screen: one command per verb, for scripts and for hands."""
