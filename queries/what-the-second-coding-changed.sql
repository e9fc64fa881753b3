-- Where did the blind second coding differ from the first, and which code stands now?
-- أين اختلف الترميز الثاني المستقل عن الأول، وأي ترميز ثبت؟
-- subject: dataset
-- "(not coded)" where a coder left the topic or position out. A difference was settled by a third look.
WITH compared AS (
  SELECT
    'stance' AS judged,
    r.statement_id AS row_id,
    r.topic_id AS detail,
    first_stance AS first,
    second_stance AS second,
    stance AS settled,
    r.note_en
  FROM recodings AS r
  LEFT JOIN statement_topics USING (statement_id, topic_id)
  UNION ALL
  SELECT 'kind', r.statement_id, NULL, first_kind, second_kind, kind, r.note_en
  FROM recoded_kinds AS r
  JOIN statements USING (statement_id)
  UNION ALL
  SELECT
    'locator',
    r.citation_id,
    NULL,
    concat_ws(' ', first_kind, first_locator),
    concat_ws(' ', second_kind, second_locator),
    concat_ws(' ', locator_kind, locator),
    r.note_en
  FROM recoded_locators AS r
  JOIN citations USING (citation_id)
  UNION ALL
  SELECT 'position', r.provision_id, r.actor_id, first_position, second_position, position, r.note_en
  FROM recoded_positions AS r
  LEFT JOIN positions USING (provision_id, actor_id)
)
SELECT
  judged,
  row_id,
  detail,
  coalesce(first, '(not coded)') AS first_code,
  coalesce(second, '(not coded)') AS second_code,
  coalesce(settled, '(not coded)') AS code_that_stands,
  CASE
    WHEN settled IS NOT DISTINCT FROM first THEN 'first'
    WHEN settled IS NOT DISTINCT FROM second THEN 'second'
    ELSE 'neither'
  END AS whose_code,
  note_en
FROM compared
WHERE first IS DISTINCT FROM second
ORDER BY judged, row_id, detail
