-- Which row stands today for an identifier that was cited, also where it was retired since?
-- أي صف يقوم اليوم مقام معرّف استُشهد به، وإن كان قد سُحب بعد ذلك؟
-- subject: dataset
-- A successor that was retired itself is followed to the end of the chain. `stands_now` is the identifier itself where it
-- was never retired, and empty where no row follows it.
WITH RECURSIVE wanted (table_name, identifier) AS (
  VALUES ('actors', 'china'), ('topics', 'open-internet')
),
chain AS (
  SELECT w.table_name, w.identifier, w.identifier AS stands_now, 0 AS steps FROM wanted AS w
  UNION ALL
  SELECT c.table_name, c.identifier, r.replaced_by, c.steps + 1
  FROM chain AS c
  JOIN retired_identifiers AS r ON r.table_name = c.table_name AND r.identifier = c.stands_now
)
SELECT
  c.table_name,
  c.identifier,
  c.stands_now,
  r.version AS retired_in,
  r.reason_en,
  r.reason_ar
FROM chain AS c
LEFT JOIN retired_identifiers AS r ON r.table_name = c.table_name AND r.identifier = c.identifier
WHERE c.steps = (SELECT max(o.steps) FROM chain AS o WHERE o.table_name = c.table_name AND o.identifier = c.identifier)
ORDER BY c.table_name, c.identifier
