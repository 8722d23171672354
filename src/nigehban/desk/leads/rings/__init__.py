"""A network looked at as a whole: its shape, its time, its places, what is traded in it."""

from nigehban.desk.leads.rings.drawing import drawing
from nigehban.desk.leads.rings.facts import Facts, facts_of
from nigehban.desk.leads.rings.mapping import Map, map_of
from nigehban.desk.leads.rings.shape import Shape, joins_of, shape_of
from nigehban.desk.leads.rings.times import Happened, happened, months_of

__all__ = [
    "Facts",
    "Happened",
    "Map",
    "Shape",
    "drawing",
    "facts_of",
    "happened",
    "joins_of",
    "map_of",
    "months_of",
    "shape_of",
]
