-- Which actor wants what done with which article of a draft text?
-- ماذا تريد كل جهة في كل مادة من مواد مسودات النصوص؟
-- subject: articles
-- An actor with no position on an article is one that the source does not list there, not one without a position.
-- A group stands for itself; it is not resolved into members.
SELECT
  actor_en,
  actor_ar,
  count(DISTINCT provision_id) AS articles,
  string_agg(provision_id, ', ' ORDER BY provision_id) FILTER (WHERE position = 'propose') AS propose,
  string_agg(provision_id, ', ' ORDER BY provision_id) FILTER (WHERE position = 'support') AS support,
  string_agg(provision_id, ', ' ORDER BY provision_id) FILTER (WHERE position = 'retain') AS retain,
  string_agg(provision_id, ', ' ORDER BY provision_id) FILTER (WHERE position = 'amend') AS amend,
  string_agg(provision_id, ', ' ORDER BY provision_id) FILTER (WHERE position = 'delete') AS "delete"
FROM positions_named
GROUP BY actor_id, actor_en, actor_ar
ORDER BY articles DESC, actor_id
