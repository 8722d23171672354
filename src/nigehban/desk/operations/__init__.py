"""Operations: one day of many doors. Who goes where, with which warrant; who else is after the same person; what came
of it, per circle, as events of the cases.
"""
