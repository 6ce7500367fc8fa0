"""What the company's sales teams keep: the CRM, Salesforce, HubSpot and quotas."""
