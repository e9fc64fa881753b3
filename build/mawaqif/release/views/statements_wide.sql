-- One row a statement, with everything that hangs on it joined in; several values in a cell are separated by ' | '.
-- needs: statements, documents, actors, events, topics, initiatives, passages, pages, statement_actors, statement_topics, statement_initiatives, citations_named, codes
SELECT
  s.statement_id,
  s.document_id,
  s.ordinal,
  s.summary_en,
  s.summary_ar,
  d.title_en AS document_title_en,
  d.title_ar AS document_title_ar,
  p.name_en AS publisher_en,
  p.name_ar AS publisher_ar,
  d.date AS document_date,
  d.date_start AS document_date_start,
  d.date_end AS document_date_end,
  d.date_precision AS document_date_precision,
  ddp.label_en AS document_date_precision_en,
  ddp.label_ar AS document_date_precision_ar,
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
  a.speakers_en,
  a.speakers_ar,
  a.on_behalf_of_en,
  a.on_behalf_of_ar,
  a.co_sponsors_en,
  a.co_sponsors_ar,
  a.supporters_en,
  a.supporters_ar,
  a.opponents_en,
  a.opponents_ar,
  t.topic_ids,
  t.stances,
  t.stances_en,
  t.stances_ar,
  t.topics_en,
  t.topics_ar,
  i.initiative_ids,
  i.relations,
  i.relations_en,
  i.relations_ar,
  i.initiatives_en,
  i.initiatives_ar,
  s.responds_to,
  w.places,
  w.pages,
  coalesce(c.citation_count, 0) AS citation_count,
  c.cited_document_ids,
  c.cited_locators,
  c.cited_locators_en,
  c.cited_locators_ar,
  c.cited_titles_en,
  c.cited_titles_ar,
  c.first_link
FROM statements AS s
JOIN documents AS d ON d.document_id = s.document_id
LEFT JOIN actors AS p ON p.actor_id = d.publisher_id
LEFT JOIN events AS e ON e.event_id = s.event_id
LEFT JOIN events AS f ON f.event_id = e.forum_id
-- The lists are made by ordered windows and not by ORDER BY in the aggregate, which SQLite knows only since 3.44.
LEFT JOIN (
  SELECT DISTINCT
    statement_id,
    group_concat(name_en, ' | ') FILTER (WHERE role = 'speaker') OVER by_actor AS speakers_en,
    group_concat(name_ar, ' | ') FILTER (WHERE role = 'speaker') OVER by_actor AS speakers_ar,
    group_concat(name_en, ' | ') FILTER (WHERE role = 'on_behalf_of') OVER by_actor AS on_behalf_of_en,
    group_concat(name_ar, ' | ') FILTER (WHERE role = 'on_behalf_of') OVER by_actor AS on_behalf_of_ar,
    group_concat(name_en, ' | ') FILTER (WHERE role = 'co_sponsor') OVER by_actor AS co_sponsors_en,
    group_concat(name_ar, ' | ') FILTER (WHERE role = 'co_sponsor') OVER by_actor AS co_sponsors_ar,
    group_concat(name_en, ' | ') FILTER (WHERE role = 'supporter') OVER by_actor AS supporters_en,
    group_concat(name_ar, ' | ') FILTER (WHERE role = 'supporter') OVER by_actor AS supporters_ar,
    group_concat(name_en, ' | ') FILTER (WHERE role = 'opponent') OVER by_actor AS opponents_en,
    group_concat(name_ar, ' | ') FILTER (WHERE role = 'opponent') OVER by_actor AS opponents_ar
  FROM statement_actors JOIN actors USING (actor_id)
  WINDOW by_actor AS (
    PARTITION BY statement_id ORDER BY actor_id, role
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
  )
) AS a ON a.statement_id = s.statement_id
LEFT JOIN (
  SELECT DISTINCT
    statement_id,
    group_concat(topic_id, ' | ') OVER by_topic AS topic_ids,
    group_concat(stance, ' | ') OVER by_topic AS stances,
    group_concat(coalesce(codes.label_en, stance), ' | ') OVER by_topic AS stances_en,
    group_concat(coalesce(codes.label_ar, stance), ' | ') OVER by_topic AS stances_ar,
    group_concat(topics.label_en, ' | ') OVER by_topic AS topics_en,
    group_concat(topics.label_ar, ' | ') OVER by_topic AS topics_ar
  FROM statement_topics
  JOIN topics USING (topic_id)
  LEFT JOIN codes ON codes.table_name = 'statement_topics' AND codes.column_name = 'stance' AND codes.value = stance
  WINDOW by_topic AS (
    PARTITION BY statement_id ORDER BY topic_id
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
  )
) AS t ON t.statement_id = s.statement_id
LEFT JOIN (
  SELECT DISTINCT
    statement_id,
    group_concat(initiative_id, ' | ') OVER by_initiative AS initiative_ids,
    group_concat(relation, ' | ') OVER by_initiative AS relations,
    group_concat(coalesce(codes.label_en, relation), ' | ') OVER by_initiative AS relations_en,
    group_concat(coalesce(codes.label_ar, relation), ' | ') OVER by_initiative AS relations_ar,
    group_concat(name_en, ' | ') OVER by_initiative AS initiatives_en,
    group_concat(name_ar, ' | ') OVER by_initiative AS initiatives_ar
  FROM statement_initiatives
  JOIN initiatives USING (initiative_id)
  LEFT JOIN codes ON codes.table_name = 'statement_initiatives' AND codes.column_name = 'relation' AND codes.value = relation
  WINDOW by_initiative AS (
    PARTITION BY statement_id ORDER BY initiative_id, relation
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
  )
) AS i ON i.statement_id = s.statement_id
LEFT JOIN (
  SELECT DISTINCT
    statement_id,
    group_concat(char_start || '-' || char_end, ' | ') OVER by_part AS places,
    group_concat(CAST(page AS VARCHAR), ' | ') OVER by_part AS pages
  FROM passages
  WINDOW by_part AS (
    PARTITION BY statement_id ORDER BY part
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
  )
) AS w ON w.statement_id = s.statement_id
LEFT JOIN (
  SELECT DISTINCT
    statement_id,
    count(*) OVER by_note AS citation_count,
    group_concat(cited_document_id, ' | ') OVER by_note AS cited_document_ids,
    group_concat(locator_kind || coalesce(' ' || locator, ''), ' | ') OVER by_note AS cited_locators,
    group_concat(coalesce(locator_kind_en, locator_kind) || coalesce(' ' || locator, ''), ' | ') OVER by_note AS cited_locators_en,
    group_concat(coalesce(locator_kind_ar, locator_kind) || coalesce(' ' || locator, ''), ' | ') OVER by_note AS cited_locators_ar,
    -- Titles have bars of their own.
    group_concat(replace(cited_title_en, ' | ', ' / '), ' | ') OVER by_note AS cited_titles_en,
    group_concat(replace(cited_title_ar, ' | ', ' / '), ' | ') OVER by_note AS cited_titles_ar,
    first_value(deep_link) OVER by_note AS first_link
  FROM citations_named
  WHERE statement_id IS NOT NULL
  WINDOW by_note AS (
    PARTITION BY statement_id ORDER BY note_number, item
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
  )
) AS c ON c.statement_id = s.statement_id
LEFT JOIN codes AS k ON k.table_name = 'statements' AND k.column_name = 'kind' AND k.value = s.kind
LEFT JOIN codes AS dp ON dp.table_name = 'statements' AND dp.column_name = 'date_precision' AND dp.value = s.date_precision
LEFT JOIN codes AS ddp ON ddp.table_name = 'documents' AND ddp.column_name = 'date_precision' AND ddp.value = d.date_precision
ORDER BY s.document_id, s.ordinal
