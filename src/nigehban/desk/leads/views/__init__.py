"""The screens of leads: parse, call a selector or a use case, render."""
