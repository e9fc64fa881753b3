-- Who tables texts together, and which ones?
-- من يقدّم نصوصًا معًا، وما هي؟
-- subject: articles
-- Two passages of one submission are one text: a text is the article that it drafts, else the initiative that it
-- proposes, else the statement itself. Pairs with one text in common are left out; set `fewest` to 1 to see them.
WITH wanted AS (
  SELECT 2 AS fewest
),
article AS (
  SELECT DISTINCT p.statement_id, p.provision_id, v.label
  FROM positions AS p JOIN provisions AS v USING (provision_id)
),
sponsor AS (
  SELECT DISTINCT
    sa.actor_id,
    a.name_en,
    a.name_ar,
    coalesce(r.label, i.name_en, sa.statement_id) AS title
  FROM statement_actors AS sa
  JOIN actors AS a USING (actor_id)
  LEFT JOIN article AS r USING (statement_id)
  LEFT JOIN statement_initiatives AS si ON si.statement_id = sa.statement_id AND si.relation = 'proposes'
  LEFT JOIN initiatives AS i USING (initiative_id)
  WHERE sa.role = 'co_sponsor'
)
SELECT
  a.name_en AS one_en,
  a.name_ar AS one_ar,
  b.name_en AS other_en,
  b.name_ar AS other_ar,
  count(*) AS texts,
  string_agg(a.title, '; ' ORDER BY a.title) AS which
FROM sponsor AS a
JOIN sponsor AS b ON b.title = a.title AND b.actor_id > a.actor_id
GROUP BY a.actor_id, b.actor_id, a.name_en, a.name_ar, b.name_en, b.name_ar
HAVING count(*) >= (SELECT fewest FROM wanted)
ORDER BY texts DESC, a.actor_id, b.actor_id
