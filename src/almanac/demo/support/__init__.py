"""The synthetic company's support: Zendesk tickets with all that happens to them, and survey answers."""
