"""The API of the front door: systems of partner agencies send referrals and read their own."""
