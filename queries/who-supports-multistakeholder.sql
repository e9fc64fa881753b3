-- Who supports and who opposes the multistakeholder model, and how often?
-- من يؤيد نموذج أصحاب المصلحة المتعددين ومن يعارضه، وكم مرة؟
SELECT
  actor_en,
  actor_ar,
  count(DISTINCT statement_id) FILTER (WHERE stance = 'supports') AS supports,
  count(DISTINCT statement_id) FILTER (WHERE stance = 'opposes') AS opposes,
  min(date) AS first_said,
  max(date) AS last_said
FROM stances
WHERE topic_id = 'multistakeholder-model'
GROUP BY actor_en, actor_ar
ORDER BY supports DESC, opposes DESC, actor_en
