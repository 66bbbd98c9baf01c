"""What stands on the wall: the slides of a paper or a meeting in one page, and the slide that all screens show."""
