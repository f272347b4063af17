"""登记: from letter to saved with the keyboard alone."""
