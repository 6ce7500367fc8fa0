"""What marketing does and sees: campaigns, their cost, touchpoints of leads, e-mail, visits to the site."""
