"""``/api/v1``: the operations, each with its scope, and the document that describes them."""
