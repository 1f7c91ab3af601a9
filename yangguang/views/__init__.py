"""What each template sees: pure functions from content and links to frozen pages."""
