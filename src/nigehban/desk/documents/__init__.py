"""Documents of a case: drafted from the pack, edited, approved by another, printed."""
