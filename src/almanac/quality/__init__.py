"""Whether numbers can be trusted: what the tables of metrics hold, and whether two ways to a number agree."""
