-- One row an actor and provision: what the actor wants done with the article.
-- needs: positions, provisions, actors, documents, codes
SELECT
  p.provision_id,
  v.label,
  v.label_ar,
  v.title_en AS provision_en,
  v.title_ar AS provision_ar,
  v.document_id,
  p.actor_id,
  a.name_en AS actor_en,
  a.name_ar AS actor_ar,
  a.iso3,
  p.position,
  c.label_en AS position_en,
  c.label_ar AS position_ar,
  p.statement_id
FROM positions AS p
JOIN provisions AS v USING (provision_id)
JOIN actors AS a USING (actor_id)
LEFT JOIN codes AS c ON c.table_name = 'positions' AND c.column_name = 'position' AND c.value = p.position
ORDER BY p.provision_id, p.actor_id
