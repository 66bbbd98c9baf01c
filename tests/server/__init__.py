"""The gate and the pages in front."""
