-- Which meetings and processes are covered, and with how many statements?
-- أي اجتماعات ومسارات تغطيها البيانات، وبكم قولًا؟
-- subject: dataset
-- `statements_with_parts` counts those of its meetings too. The sources choose: a meeting with none was still held.
WITH RECURSIVE inside AS (
  SELECT event_id, event_id AS part_id FROM events
  UNION ALL
  SELECT i.event_id, e.event_id
  FROM inside AS i
  JOIN events AS e ON e.parent_id = i.part_id
)
SELECT
  e.event_id,
  e.name_en,
  e.name_ar,
  e.kind,
  e.start_date,
  e.end_date,
  count(s.statement_id) FILTER (WHERE i.part_id = e.event_id) AS statements,
  count(s.statement_id) AS statements_with_parts,
  min(s.date) AS first_date,
  max(s.date) AS last_date
FROM events AS e
JOIN inside AS i USING (event_id)
LEFT JOIN statements AS s ON s.event_id = i.part_id
GROUP BY e.event_id, e.name_en, e.name_ar, e.kind, e.start_date, e.end_date
ORDER BY e.event_id
