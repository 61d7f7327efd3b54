// Made by the next commit.
