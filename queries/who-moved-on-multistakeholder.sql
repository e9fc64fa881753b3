-- Who took a stance on the multistakeholder model at several dates between 2021 and 2023, and did it change?
-- من اتخذ موقفًا من نموذج أصحاب المصلحة المتعددين في أكثر من تاريخ بين 2021 و2023، وهل تغيّر موقفه؟
-- subject: stances
-- Who is heard once cannot be seen to move and is not listed; that is not a finding that the actor stood still.
-- Dates are compared as far as they are given: 2023-04 sorts before every day of that month.
WITH wanted AS (
  -- Another topic or period goes here; `stances-by-topic` lists the topics.
  SELECT 'multistakeholder-model' AS topic_id, '2021' AS first_year, '2023' AS last_year
),
taken AS (
  SELECT DISTINCT s.actor_id, s.actor_en, s.actor_ar, s.date, s.stance
  FROM stances AS s
  JOIN wanted AS w ON w.topic_id = s.topic_id
  WHERE substr(s.date, 1, 4) BETWEEN w.first_year AND w.last_year
),
dated AS (
  SELECT actor_id, actor_en, actor_ar, date, string_agg(stance, ', ' ORDER BY stance) AS stance
  FROM taken
  GROUP BY actor_id, actor_en, actor_ar, date
),
span AS (
  SELECT
    actor_id,
    min(date) AS first_date,
    max(date) AS last_date,
    count(*) AS dates,
    count(DISTINCT stance) > 1 AS changed
  FROM dated
  GROUP BY actor_id
  HAVING count(*) > 1
)
SELECT
  f.actor_en,
  f.actor_ar,
  s.first_date,
  f.stance AS first_stance,
  s.last_date,
  l.stance AS last_stance,
  s.dates,
  s.changed
FROM span AS s
JOIN dated AS f ON f.actor_id = s.actor_id AND f.date = s.first_date
JOIN dated AS l ON l.actor_id = s.actor_id AND l.date = s.last_date
ORDER BY s.changed DESC, s.actor_id
