"""The pictures of `screenshots`: the offices they are played on, and a file of states for each part of the window."""
