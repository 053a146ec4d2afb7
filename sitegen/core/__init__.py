"""What every other package builds on: problems, the records, URLs, dates and languages. No file is touched here."""
