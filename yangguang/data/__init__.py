"""Open data: what the site says, as files that spreadsheets and programs read; pure, from the model to bytes."""
