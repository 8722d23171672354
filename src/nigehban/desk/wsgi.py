"""The desk as a WSGI application, for granian or any other server."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from nigehban.desk.database import ensure
from nigehban.desk.home import prepare_home
from nigehban.desk.spreading import spread

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nigehban.desk.settings")
prepare_home()
ensure()
application = spread(get_wsgi_application())
