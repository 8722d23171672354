"""The screens of what came in: parse, call a selector, render."""
