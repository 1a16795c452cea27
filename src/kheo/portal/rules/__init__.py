"""Words of the public pages, chosen from the record; no Django, no database."""
