"""Rules into SQL: `text.sql_text`."""
