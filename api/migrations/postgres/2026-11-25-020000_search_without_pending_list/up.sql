-- Without a list of pending entries: a search would read all of it, and the write that finds it full would put it away.
ALTER INDEX innovation_search_by_term SET (fastupdate = off);
SELECT gin_clean_pending_list('innovation_search_by_term');
