-- PostgreSQL has no REPLACE, and its triggers see what ON CONFLICT and MERGE change: nothing to add.
SELECT 1;
