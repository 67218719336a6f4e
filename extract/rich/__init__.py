"""Rich text of other word processors than Word."""
