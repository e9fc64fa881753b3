-- How many statements are there from each quarter of a year, and on how many topics?
-- كم قولًا من كل ربع سنة، وفي كم موضوع؟
-- subject: dataset
-- Dates are calendar days here, so nothing is parsed: `date_start` is the first day that a date names. A statement known only
-- to the year belongs to no quarter and is left out. What is not here was not chosen by the sources; it may have been said.
SELECT
  extract(year FROM s.date_start) AS year,
  extract(quarter FROM s.date_start) AS quarter,
  min(s.date_start) AS first_day,
  max(s.date_end) AS last_day,
  count(DISTINCT s.statement_id) AS statements,
  count(DISTINCT t.topic_id) AS topics
FROM statements AS s
LEFT JOIN statement_topics AS t ON t.statement_id = s.statement_id
WHERE s.date_precision IN ('day', 'month')
GROUP BY extract(year FROM s.date_start), extract(quarter FROM s.date_start)
ORDER BY year, quarter
