"""The statements of statistics: built from a measure's definition, from fixed parts and parameters only."""

from nigehban.desk.statistics.sql.asking import Asking
from nigehban.desk.statistics.sql.build import Cell, Place, events_query, figures_query
from nigehban.desk.statistics.sql.counting import family
from nigehban.desk.statistics.sql.query import Query

__all__ = ["Asking", "Cell", "Place", "Query", "events_query", "family", "figures_query"]
