"""Tokens, subscriptions, and the notices that wait to be sent."""

from nigehban.desk.api.models.receipt import Outcome, Receipt
from nigehban.desk.api.models.subscription import Delivery, Kind, Stand, Subscription
from nigehban.desk.api.models.token import ApiToken, ApiUse

__all__ = ["ApiToken", "ApiUse", "Delivery", "Kind", "Outcome", "Receipt", "Stand", "Subscription"]
