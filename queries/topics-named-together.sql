-- Which topics are spoken of together in one statement, and with which stances?
-- أي الموضوعات تُتناول معًا في قول واحد، وبأي مواقف؟
-- subject: stances
-- Pairs that one statement alone brings together are left out: they say little.
SELECT
  one.label_en AS one_en,
  one.label_ar AS one_ar,
  other.label_en AS other_en,
  other.label_ar AS other_ar,
  count(*) AS statements,
  count(*) FILTER (WHERE a.stance = 'supports' AND b.stance = 'supports') AS both_supported,
  count(*) FILTER (WHERE a.stance = 'opposes' AND b.stance = 'opposes') AS both_opposed,
  count(*) FILTER (WHERE a.stance <> b.stance) AS unlike
FROM statement_topics AS a
JOIN statement_topics AS b ON b.statement_id = a.statement_id AND b.topic_id > a.topic_id
JOIN topics AS one ON one.topic_id = a.topic_id
JOIN topics AS other ON other.topic_id = b.topic_id
GROUP BY a.topic_id, b.topic_id, one.label_en, one.label_ar, other.label_en, other.label_ar
HAVING count(*) > 1
ORDER BY statements DESC, a.topic_id, b.topic_id
