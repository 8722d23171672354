"""The screens of the wanted list: parse, call a selector or a use case, render."""
