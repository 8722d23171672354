"""The wanted list: proposed by one officer, approved by another, with a basis and a day on which it ends by itself."""
