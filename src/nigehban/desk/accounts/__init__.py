"""Officers and how they enter."""
