"""The template language of documents: four statements, no code, no attribute and no file within its reach."""
