"""Billing of the demo company: Stripe as Fivetran delivers it, and the contract terms of the app's database."""
