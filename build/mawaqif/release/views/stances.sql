-- One row a statement, actor and topic: who takes which side on what, when and in which role.
-- needs: statements, actors, topics, statement_actors, statement_topics
SELECT
  s.statement_id,
  s.date,
  s.document_id,
  s.event_id,
  s.kind,
  sa.actor_id,
  a.name_en AS actor_en,
  a.name_ar AS actor_ar,
  a.kind AS actor_kind,
  sa.role,
  st.topic_id,
  t.theme,
  t.label_en AS topic_en,
  t.label_ar AS topic_ar,
  st.stance
FROM statement_topics AS st
JOIN statements AS s USING (statement_id)
JOIN topics AS t USING (topic_id)
JOIN statement_actors AS sa USING (statement_id)
JOIN actors AS a USING (actor_id)
ORDER BY s.document_id, s.ordinal, st.topic_id, sa.actor_id
