"""上次登录以来的变化: the block on each role's first page that says what is new for the account."""
