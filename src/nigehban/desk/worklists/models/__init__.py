"""What officers have done with leads at work. A lead without a row here waits for whoever comes first."""

from nigehban.desk.worklists.models.act import Act, WorkAct
from nigehban.desk.worklists.models.item import Item, Place
from nigehban.desk.worklists.models.joined import Joined
from nigehban.desk.worklists.models.look import Look
from nigehban.desk.worklists.models.skip import Skip

__all__ = ["Act", "Item", "Joined", "Look", "Place", "Skip", "WorkAct"]
