"""日志: who did what, for the administrator and the auditor."""
