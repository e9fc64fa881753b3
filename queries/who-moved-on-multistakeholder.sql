-- Who took a stance on the multistakeholder model at several dates between 2021 and 2023, and did it change?
-- من اتخذ موقفًا من نموذج أصحاب المصلحة المتعددين في أكثر من تاريخ بين 2021 و2023، وهل تغيّر موقفه؟
-- subject: stances
-- Who is heard once cannot be seen to move and is not listed; that is not a finding that the actor stood still.
-- Dates are compared as far as they are given: 2023-04 sorts before every day of that month.
WITH wanted AS (
  -- Another topic or period goes here; `stances-by-topic` lists the topics.
  SELECT 'multistakeholder-model' AS topic_id, '2021' AS first_year, '2023' AS last_year
),
dated AS (
  SELECT
    actor_id,
    actor_en,
    actor_ar,
    date,
    string_agg(DISTINCT stance, ', ' ORDER BY stance) AS stance
  FROM stances
  JOIN wanted USING (topic_id)
  WHERE left(date, 4) BETWEEN first_year AND last_year
  GROUP BY actor_id, actor_en, actor_ar, date
)
SELECT
  actor_en,
  actor_ar,
  min(date) AS first_date,
  arg_min(stance, date) AS first_stance,
  max(date) AS last_date,
  arg_max(stance, date) AS last_stance,
  count(*) AS dates,
  count(DISTINCT stance) > 1 AS changed
FROM dated
GROUP BY actor_id, actor_en, actor_ar
HAVING count(*) > 1
ORDER BY changed DESC, actor_id
