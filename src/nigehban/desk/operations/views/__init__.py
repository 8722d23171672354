"""The screens of operations: parse, call a selector or a use case, render."""
