"""The parts of the page 简报通报: the list, what is being made, and one paper with all that belongs to it."""
