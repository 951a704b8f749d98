"""The content: what stands in the YAML files, read whole and checked, edited in place, brought by an image."""
