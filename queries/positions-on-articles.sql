-- Who wants which article of the draft cybercrime convention kept, changed or deleted?
-- من يريد إبقاء كل مادة من مشروع اتفاقية الجريمة السيبرانية أو تعديلها أو حذفها؟
SELECT
  provision_id,
  provision_en,
  position,
  count(*) AS actors,
  string_agg(actor_en, ', ' ORDER BY actor_en) AS who
FROM positions_named
GROUP BY provision_id, provision_en, position
ORDER BY provision_id, position
