-- One row a statement, with names and labels joined in; several names are separated by '; '.
-- needs: statements, documents, events, actors, topics, statement_actors, statement_topics
SELECT
  s.statement_id,
  s.document_id,
  d.title_en AS document_en,
  d.title_ar AS document_ar,
  s.ordinal,
  s.kind,
  s.date,
  s.event_id,
  e.name_en AS event_en,
  e.name_ar AS event_ar,
  a.actors_en,
  a.actors_ar,
  a.on_behalf_of_en,
  a.on_behalf_of_ar,
  t.topics_en,
  t.topics_ar,
  s.summary_en,
  s.summary_ar,
  s.responds_to
FROM statements AS s
JOIN documents AS d USING (document_id)
LEFT JOIN events AS e ON e.event_id = s.event_id
LEFT JOIN (
  SELECT
    statement_id,
    string_agg(name_en, '; ' ORDER BY name_en) FILTER (WHERE role <> 'on_behalf_of') AS actors_en,
    string_agg(name_ar, '؛ ' ORDER BY name_en) FILTER (WHERE role <> 'on_behalf_of') AS actors_ar,
    string_agg(name_en, '; ' ORDER BY name_en) FILTER (WHERE role = 'on_behalf_of') AS on_behalf_of_en,
    string_agg(name_ar, '؛ ' ORDER BY name_en) FILTER (WHERE role = 'on_behalf_of') AS on_behalf_of_ar
  FROM statement_actors JOIN actors USING (actor_id)
  GROUP BY statement_id
) AS a USING (statement_id)
LEFT JOIN (
  SELECT
    statement_id,
    string_agg(label_en || ' (' || stance || ')', '; ' ORDER BY topic_id) AS topics_en,
    string_agg(label_ar || ' (' || stance || ')', '؛ ' ORDER BY topic_id) AS topics_ar
  FROM statement_topics JOIN topics USING (topic_id)
  GROUP BY statement_id
) AS t USING (statement_id)
ORDER BY s.document_id, s.ordinal
