"""What is done with tokens, subscriptions and documents that programs hand in."""

from nigehban.desk.api.use_cases.subscriptions import pause, replay, resume, subscribe
from nigehban.desk.api.use_cases.tokens import make_token, revoke_token

__all__ = ["make_token", "pause", "replay", "resume", "revoke_token", "subscribe"]
