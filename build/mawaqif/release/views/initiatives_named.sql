-- One row an initiative and actor, with the role and the statement that says so; initiatives without actors once.
-- needs: initiatives, initiative_actors, actors
SELECT
  i.initiative_id,
  i.kind,
  i.name_en AS initiative_en,
  i.name_ar AS initiative_ar,
  i.launched,
  i.status,
  ia.actor_id,
  a.name_en AS actor_en,
  a.name_ar AS actor_ar,
  ia.role,
  ia.statement_id
FROM initiatives AS i
LEFT JOIN initiative_actors AS ia USING (initiative_id)
LEFT JOIN actors AS a USING (actor_id)
ORDER BY i.initiative_id, ia.role, ia.actor_id
