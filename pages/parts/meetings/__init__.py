"""The parts of the page 联席会议: calling, the agenda, one item with its material and decision, the minutes."""
