-- One row an initiative and actor, with the role and the statement that says so; initiatives without actors once.
-- needs: initiatives, initiative_actors, actors, codes
SELECT
  i.initiative_id,
  row_number() OVER (PARTITION BY i.initiative_id ORDER BY ia.actor_id, ia.role) AS number,
  i.kind,
  k.label_en AS kind_en,
  k.label_ar AS kind_ar,
  i.name_en AS initiative_en,
  i.name_ar AS initiative_ar,
  i.launched,
  i.launched_start,
  i.launched_end,
  i.launched_precision,
  lp.label_en AS launched_precision_en,
  lp.label_ar AS launched_precision_ar,
  i.status,
  st.label_en AS status_en,
  st.label_ar AS status_ar,
  ia.actor_id,
  a.name_en AS actor_en,
  a.name_ar AS actor_ar,
  ia.role,
  r.label_en AS role_en,
  r.label_ar AS role_ar,
  ia.statement_id
FROM initiatives AS i
LEFT JOIN initiative_actors AS ia USING (initiative_id)
LEFT JOIN actors AS a USING (actor_id)
LEFT JOIN codes AS k ON k.table_name = 'initiatives' AND k.column_name = 'kind' AND k.value = i.kind
LEFT JOIN codes AS st ON st.table_name = 'initiatives' AND st.column_name = 'status' AND st.value = i.status
LEFT JOIN codes AS r ON r.table_name = 'initiative_actors' AND r.column_name = 'role' AND r.value = ia.role
LEFT JOIN codes AS lp ON lp.table_name = 'initiatives' AND lp.column_name = 'launched_precision' AND lp.value = i.launched_precision
ORDER BY i.initiative_id, number
