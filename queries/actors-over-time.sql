-- Who spoke in which year, and how often?
-- من تكلم في كل سنة، وكم مرة؟
-- subject: statements
-- How often the sources quote an actor is not how often the actor spoke.
SELECT
  substr(s.date, 1, 4) AS year,
  a.name_en AS actor_en,
  a.name_ar AS actor_ar,
  count(DISTINCT s.statement_id) AS statements
FROM statements AS s
JOIN statement_actors AS sa USING (statement_id)
JOIN actors AS a USING (actor_id)
WHERE s.date IS NOT NULL AND sa.role IN ('speaker', 'on_behalf_of')
GROUP BY substr(s.date, 1, 4), a.actor_id, a.name_en, a.name_ar
ORDER BY year, statements DESC, a.actor_id
