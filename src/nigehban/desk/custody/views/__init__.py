"""The screens of custody: parse, call a selector or a use case, render."""
