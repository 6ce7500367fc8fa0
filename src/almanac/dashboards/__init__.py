"""Dashboards as code: files read, checked against what can be asked, and turned into questions."""
