-- Which states stood on the same side of the contested articles most often, and how often apart?
-- أي الدول وقفت أكثر من غيرها في الجانب نفسه من المواد الخلافية، وكم مرة افترقت؟
WITH side AS (
  SELECT actor_en, provision_id, CASE WHEN position = 'delete' THEN 'against' ELSE 'for' END AS side
  FROM positions_named
  WHERE position <> 'amend'
)
SELECT
  a.actor_en AS one,
  b.actor_en AS other,
  count(*) FILTER (WHERE a.side = b.side) AS together,
  count(*) FILTER (WHERE a.side <> b.side) AS apart
FROM side AS a
JOIN side AS b ON a.provision_id = b.provision_id AND a.actor_en < b.actor_en
GROUP BY a.actor_en, b.actor_en
HAVING together + apart >= 4
ORDER BY together DESC, apart, one, other
LIMIT 20
