"""The wing of exchange: lists come in from spreadsheets and tables."""
