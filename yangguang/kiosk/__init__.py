"""The kiosk: a signed bundle of the site, and what installs and updates it on the machine in the hall."""
