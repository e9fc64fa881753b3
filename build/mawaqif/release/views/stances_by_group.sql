-- One row a UN regional group, topic and stance: how many states of the group are in statements that take it.
-- needs: actors, topics, statement_actors, statement_topics, codes
SELECT
  a.un_group,
  g.label_en AS un_group_en,
  g.label_ar AS un_group_ar,
  st.topic_id,
  t.theme,
  th.label_en AS theme_en,
  th.label_ar AS theme_ar,
  t.label_en AS topic_en,
  t.label_ar AS topic_ar,
  st.stance,
  c.label_en AS stance_en,
  c.label_ar AS stance_ar,
  count(DISTINCT sa.actor_id) AS states,
  count(DISTINCT st.statement_id) AS statements
FROM statement_topics AS st
JOIN topics AS t USING (topic_id)
JOIN statement_actors AS sa USING (statement_id)
JOIN actors AS a USING (actor_id)
LEFT JOIN codes AS g ON g.table_name = 'actors' AND g.column_name = 'un_group' AND g.value = a.un_group
LEFT JOIN codes AS th ON th.table_name = 'topics' AND th.column_name = 'theme' AND th.value = t.theme
LEFT JOIN codes AS c ON c.table_name = 'statement_topics' AND c.column_name = 'stance' AND c.value = st.stance
WHERE a.un_group IS NOT NULL
GROUP BY
  a.un_group, g.label_en, g.label_ar, st.topic_id, t.theme, th.label_en, th.label_ar, t.label_en, t.label_ar,
  st.stance, c.label_en, c.label_ar
ORDER BY st.topic_id, a.un_group, st.stance
