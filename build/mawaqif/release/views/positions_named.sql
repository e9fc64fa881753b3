-- One row an actor and provision: what the actor wants done with the article.
-- needs: positions, provisions, actors, documents
SELECT
  p.provision_id,
  v.label,
  v.title_en AS provision_en,
  v.title_ar AS provision_ar,
  v.document_id,
  p.actor_id,
  a.name_en AS actor_en,
  a.name_ar AS actor_ar,
  a.iso3,
  p.position,
  p.statement_id
FROM positions AS p
JOIN provisions AS v USING (provision_id)
JOIN actors AS a USING (actor_id)
ORDER BY p.provision_id, p.position, p.actor_id
