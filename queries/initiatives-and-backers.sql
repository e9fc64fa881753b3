-- Which initiatives are named, who proposed or runs them, and how do statements treat them?
-- ما المبادرات المذكورة، ومن اقترحها أو يديرها، وكيف تتناولها الأقوال؟
SELECT
  i.name_en,
  i.name_ar,
  i.kind,
  i.launched,
  (SELECT string_agg(a.name_en || ' (' || ia.role || ')', ', ' ORDER BY a.name_en)
   FROM initiative_actors AS ia JOIN actors AS a USING (actor_id)
   WHERE ia.initiative_id = i.initiative_id) AS actors,
  count(*) FILTER (WHERE si.relation IN ('proposes', 'supports')) AS backed,
  count(*) FILTER (WHERE si.relation = 'opposes') AS opposed,
  count(si.statement_id) AS named
FROM initiatives AS i
LEFT JOIN statement_initiatives AS si USING (initiative_id)
GROUP BY i.initiative_id, i.name_en, i.name_ar, i.kind, i.launched
ORDER BY named DESC, i.name_en
