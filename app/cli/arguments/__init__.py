"""What each command is asked on the command line, in `argparse`'s words; nothing heavy is imported."""
