-- Nothing to do here: the pair is about PostgreSQL's index for search.
SELECT 1;
