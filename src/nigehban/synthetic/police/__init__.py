"""The police form (JSON) of a report, as the clearing house sends it: see ``police.form.police_form``."""
