"""案件: one case whole, its bands, lights, actions and history."""
