"""The professional referral: a task list, kept as a draft until it is sent."""
