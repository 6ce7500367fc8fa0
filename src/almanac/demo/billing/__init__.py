"""Billing of the demo company: Stripe as Fivetran delivers it, and the app's contract terms."""
