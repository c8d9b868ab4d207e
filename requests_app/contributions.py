"""What this app hands to the kernel's registries and to the panels of lower pages."""
