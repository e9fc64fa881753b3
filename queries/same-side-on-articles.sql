-- Which actors hold compatible positions on the contested articles, and on what share of those that both speak to?
-- أي الجهات تتوافق مواقفها من المواد الخلافية، وفي أي نسبة مما تناولته الجهتان؟
-- subject: articles
-- Two positions on an article are
--   compatible  if both could be met at once: both delete it, or both want it in (propose, retain, support);
--   opposed     if one wants it deleted and the other wants it, with or without amendments;
--   undecided   in any other case with an amendment, because the data do not hold the amended text.
-- share_compatible is compatible / shared; a pair that shares few articles proves little.
WITH wanted AS (
  -- The fewest articles on which both must have a recorded position.
  SELECT 4 AS fewest
),
wish AS (
  SELECT
    actor_id,
    actor_en,
    actor_ar,
    provision_id,
    CASE position WHEN 'delete' THEN 'out' WHEN 'amend' THEN 'amended' ELSE 'in' END AS side
  FROM positions_named
),
pair AS (
  SELECT
    a.actor_id AS one,
    b.actor_id AS other,
    a.actor_en AS one_en,
    a.actor_ar AS one_ar,
    b.actor_en AS other_en,
    b.actor_ar AS other_ar,
    count(*) AS shared,
    count(*) FILTER (WHERE a.side = b.side AND a.side <> 'amended') AS compatible,
    count(*) FILTER (WHERE (a.side = 'out') <> (b.side = 'out')) AS opposed
  FROM wish AS a
  JOIN wish AS b ON b.provision_id = a.provision_id AND b.actor_id > a.actor_id
  GROUP BY a.actor_id, b.actor_id, a.actor_en, a.actor_ar, b.actor_en, b.actor_ar
)
SELECT
  one_en,
  one_ar,
  other_en,
  other_ar,
  shared,
  compatible,
  opposed,
  shared - compatible - opposed AS undecided,
  round(1.0 * compatible / shared, 2) AS share_compatible
FROM pair CROSS JOIN wanted
WHERE shared >= fewest
ORDER BY share_compatible DESC, shared DESC, one, other
