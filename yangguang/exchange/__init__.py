"""The wing of exchange: lists come in from spreadsheets and go out as such; what they cite is held against the laws."""
