"""The screens of cases: parse, call a selector or a use case, render."""
