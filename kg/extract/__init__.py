"""Text in, findings out: blocks, words, noun phrases, clauses and roles, as plain functions."""
