-- One row a statement, with names and labels joined in; several names are separated by '; '.
-- needs: statements, documents, events, actors, topics, statement_actors, statement_topics, codes
SELECT
  s.statement_id,
  s.document_id,
  d.title_en AS document_en,
  d.title_ar AS document_ar,
  s.ordinal,
  s.kind,
  k.label_en AS kind_en,
  k.label_ar AS kind_ar,
  s.date,
  s.date_start,
  s.date_end,
  s.date_precision,
  dp.label_en AS date_precision_en,
  dp.label_ar AS date_precision_ar,
  CAST(substr(s.date, 1, 4) AS INTEGER) AS year,
  s.event_id,
  e.name_en AS event_en,
  e.name_ar AS event_ar,
  f.event_id AS forum_id,
  f.name_en AS forum_en,
  f.name_ar AS forum_ar,
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
LEFT JOIN events AS f ON f.event_id = e.forum_id
LEFT JOIN (
  -- An ordered window and not ORDER BY in the aggregate, which SQLite knows only since 3.44.
  SELECT DISTINCT
    statement_id,
    group_concat(name_en, '; ') FILTER (WHERE role <> 'on_behalf_of') OVER by_name AS actors_en,
    group_concat(name_ar, '؛ ') FILTER (WHERE role <> 'on_behalf_of') OVER by_name AS actors_ar,
    group_concat(name_en, '; ') FILTER (WHERE role = 'on_behalf_of') OVER by_name AS on_behalf_of_en,
    group_concat(name_ar, '؛ ') FILTER (WHERE role = 'on_behalf_of') OVER by_name AS on_behalf_of_ar
  FROM statement_actors JOIN actors USING (actor_id)
  WINDOW by_name AS (
    PARTITION BY statement_id ORDER BY name_en, role
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
  )
) AS a ON a.statement_id = s.statement_id
LEFT JOIN (
  SELECT DISTINCT
    statement_id,
    group_concat(topics.label_en || ' (' || coalesce(codes.label_en, stance) || ')', '; ') OVER by_topic AS topics_en,
    group_concat(topics.label_ar || ' (' || coalesce(codes.label_ar, stance) || ')', '؛ ') OVER by_topic AS topics_ar
  FROM statement_topics
  JOIN topics USING (topic_id)
  LEFT JOIN codes ON codes.table_name = 'statement_topics' AND codes.column_name = 'stance' AND codes.value = stance
  WINDOW by_topic AS (
    PARTITION BY statement_id ORDER BY topic_id
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
  )
) AS t ON t.statement_id = s.statement_id
LEFT JOIN codes AS k ON k.table_name = 'statements' AND k.column_name = 'kind' AND k.value = s.kind
LEFT JOIN codes AS dp ON dp.table_name = 'statements' AND dp.column_name = 'date_precision' AND dp.value = s.date_precision
ORDER BY s.document_id, s.ordinal
