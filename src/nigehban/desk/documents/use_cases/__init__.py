"""What is done with documents."""

from nigehban.desk.documents.use_cases.approving import approve, send_back
from nigehban.desk.documents.use_cases.beginning import begin
from nigehban.desk.documents.use_cases.revising import revise

__all__ = ["approve", "begin", "revise", "send_back"]
