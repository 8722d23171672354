"""Statistics: figures computed from the events of cases by the definitions of the pack, told, approved and kept."""
