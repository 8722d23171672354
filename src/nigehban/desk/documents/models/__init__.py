"""Documents of cases, their revisions, and what was decided of them."""

from nigehban.desk.documents.models.document import CaseDocument
from nigehban.desk.documents.models.revision import Revision
from nigehban.desk.documents.models.verdict import Verdict

__all__ = ["CaseDocument", "Revision", "Verdict"]
