"""What all screens share: the frame, its style, safe text, pages by key, headers."""
