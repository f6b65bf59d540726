"""The professional referral as a task list: a form for each page, and the whole of them."""
