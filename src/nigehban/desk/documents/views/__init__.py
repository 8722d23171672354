"""The screens of documents: parse, call a selector or a use case, render."""
