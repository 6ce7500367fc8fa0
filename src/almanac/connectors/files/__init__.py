"""Loads a company's own CSV, JSON lines and Parquet files as a mapping says."""
