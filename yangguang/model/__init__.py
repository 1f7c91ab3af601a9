"""The vocabulary: records of the content, problems, facts and links; no input or output."""
