-- Who supports and who opposes the multistakeholder model, and how often?
-- من يؤيد نموذج أصحاب المصلحة المتعددين ومن يعارضه، وكم مرة؟
-- subject: stances
-- An actor counts in every role: who speaks, and who is spoken for.
SELECT
  actor_en,
  actor_ar,
  count(*) FILTER (WHERE stance = 'supports') AS supports,
  count(*) FILTER (WHERE stance = 'opposes') AS opposes,
  count(*) FILTER (WHERE stance = 'mixed') AS mixed,
  count(*) FILTER (WHERE stance = 'neutral') AS neutral,
  min(date) AS first_date,
  max(date) AS last_date
FROM (
  SELECT DISTINCT actor_id, actor_en, actor_ar, statement_id, stance, date
  FROM stances
  WHERE topic_id = 'multistakeholder-model'
) AS s
GROUP BY actor_id, actor_en, actor_ar
ORDER BY supports DESC, opposes DESC, actor_id
