"""What is recorded of custody."""

from nigehban.desk.custody.use_cases.recording import record_step, withdraw_step

__all__ = ["record_step", "withdraw_step"]
