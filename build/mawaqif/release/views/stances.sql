-- One row a statement, actor and topic: who takes which side on what, when and in which role.
-- needs: statements, events, actors, topics, statement_actors, statement_topics, codes
SELECT
  s.statement_id,
  s.date,
  s.date_start,
  s.date_end,
  s.date_precision,
  dp.label_en AS date_precision_en,
  dp.label_ar AS date_precision_ar,
  CAST(substr(s.date, 1, 4) AS INTEGER) AS year,
  s.document_id,
  s.event_id,
  f.event_id AS forum_id,
  f.name_en AS forum_en,
  f.name_ar AS forum_ar,
  s.kind,
  k.label_en AS kind_en,
  k.label_ar AS kind_ar,
  sa.actor_id,
  a.name_en AS actor_en,
  a.name_ar AS actor_ar,
  a.kind AS actor_kind,
  ak.label_en AS actor_kind_en,
  ak.label_ar AS actor_kind_ar,
  a.iso3,
  a.un_group,
  g.label_en AS un_group_en,
  g.label_ar AS un_group_ar,
  sa.role,
  r.label_en AS role_en,
  r.label_ar AS role_ar,
  st.topic_id,
  t.theme,
  th.label_en AS theme_en,
  th.label_ar AS theme_ar,
  t.label_en AS topic_en,
  t.label_ar AS topic_ar,
  st.stance,
  c.label_en AS stance_en,
  c.label_ar AS stance_ar
FROM statement_topics AS st
JOIN statements AS s USING (statement_id)
JOIN topics AS t USING (topic_id)
JOIN statement_actors AS sa USING (statement_id)
JOIN actors AS a USING (actor_id)
LEFT JOIN events AS e ON e.event_id = s.event_id
LEFT JOIN events AS f ON f.event_id = e.forum_id
LEFT JOIN codes AS k ON k.table_name = 'statements' AND k.column_name = 'kind' AND k.value = s.kind
LEFT JOIN codes AS ak ON ak.table_name = 'actors' AND ak.column_name = 'kind' AND ak.value = a.kind
LEFT JOIN codes AS g ON g.table_name = 'actors' AND g.column_name = 'un_group' AND g.value = a.un_group
LEFT JOIN codes AS r ON r.table_name = 'statement_actors' AND r.column_name = 'role' AND r.value = sa.role
LEFT JOIN codes AS th ON th.table_name = 'topics' AND th.column_name = 'theme' AND th.value = t.theme
LEFT JOIN codes AS c ON c.table_name = 'statement_topics' AND c.column_name = 'stance' AND c.value = st.stance
LEFT JOIN codes AS dp ON dp.table_name = 'statements' AND dp.column_name = 'date_precision' AND dp.value = s.date_precision
ORDER BY s.document_id, s.ordinal, st.topic_id, sa.actor_id, sa.role
