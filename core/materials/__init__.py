"""What the material of an agenda item says, by kind: one module each, with the function that writes its sections."""
