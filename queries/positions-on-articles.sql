-- Who wants which article of a draft text kept, changed or deleted?
-- من يريد إبقاء كل مادة من مواد مسودات النصوص أو تعديلها أو حذفها؟
-- subject: articles
-- Only actors that the source lists: who is not named may want either.
SELECT
  label AS article,
  provision_en,
  provision_ar,
  position,
  count(*) AS actors,
  string_agg(actor_en, '; ' ORDER BY actor_en) AS actors_en,
  string_agg(actor_ar, '؛ ' ORDER BY actor_ar) AS actors_ar
FROM positions_named
GROUP BY provision_id, label, provision_en, provision_ar, position
ORDER BY provision_id, position
