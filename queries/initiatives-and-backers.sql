-- Who proposed, supported and opposed each initiative?
-- من اقترح كل مبادرة، ومن أيدها، ومن عارضها؟
-- subject: initiatives
-- Supporters and opponents are the actors of statements that take that side; who only reports or names an
-- initiative takes none, and an empty cell is no lack of backing.
WITH said AS (
  SELECT DISTINCT si.initiative_id, si.relation, sa.actor_id, a.name_en, a.name_ar
  FROM statement_initiatives AS si
  JOIN statement_actors AS sa USING (statement_id)
  JOIN actors AS a USING (actor_id)
  UNION
  SELECT ia.initiative_id, 'proposes', ia.actor_id, a.name_en, a.name_ar
  FROM initiative_actors AS ia
  JOIN actors AS a USING (actor_id)
  WHERE ia.role IN ('proposer', 'co_sponsor')
),
named AS (
  SELECT initiative_id, count(*) AS statements
  FROM statement_initiatives
  GROUP BY initiative_id
)
SELECT
  i.name_en AS initiative_en,
  i.name_ar AS initiative_ar,
  i.kind,
  i.launched,
  i.status,
  string_agg(s.name_en, '; ' ORDER BY s.name_en) FILTER (WHERE s.relation = 'proposes') AS proposed_by_en,
  string_agg(s.name_ar, '؛ ' ORDER BY s.name_ar) FILTER (WHERE s.relation = 'proposes') AS proposed_by_ar,
  string_agg(s.name_en, '; ' ORDER BY s.name_en) FILTER (WHERE s.relation = 'supports') AS supported_by_en,
  string_agg(s.name_ar, '؛ ' ORDER BY s.name_ar) FILTER (WHERE s.relation = 'supports') AS supported_by_ar,
  string_agg(s.name_en, '; ' ORDER BY s.name_en) FILTER (WHERE s.relation = 'opposes') AS opposed_by_en,
  string_agg(s.name_ar, '؛ ' ORDER BY s.name_ar) FILTER (WHERE s.relation = 'opposes') AS opposed_by_ar,
  coalesce(n.statements, 0) AS statements
FROM initiatives AS i
LEFT JOIN named AS n USING (initiative_id)
LEFT JOIN said AS s USING (initiative_id)
GROUP BY i.initiative_id, i.name_en, i.name_ar, i.kind, i.launched, i.status, n.statements
ORDER BY statements DESC, i.initiative_id
