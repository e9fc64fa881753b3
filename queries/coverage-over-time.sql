-- How many statements of which kind does each document have from each year?
-- كم قولًا من كل نوع في كل وثيقة من كل سنة؟
-- subject: dataset
-- Without a year: the source gives no date. A year with few statements is a choice of the sources, not a quiet year.
SELECT
  substr(s.date, 1, 4) AS year,
  d.title_en AS document_en,
  d.title_ar AS document_ar,
  count(*) AS statements,
  count(*) FILTER (WHERE s.kind = 'quotation') AS quotation,
  count(*) FILTER (WHERE s.kind = 'reported') AS reported,
  count(*) FILTER (WHERE s.kind = 'proposal') AS proposal,
  count(*) FILTER (WHERE s.kind = 'document_text') AS document_text,
  count(*) FILTER (WHERE s.kind = 'position') AS position,
  count(*) FILTER (WHERE s.kind = 'commentary') AS commentary,
  count(*) FILTER (WHERE s.kind = 'policy') AS policy
FROM statements AS s
JOIN documents AS d USING (document_id)
GROUP BY substr(s.date, 1, 4), d.document_id, d.title_en, d.title_ar
ORDER BY year NULLS LAST, d.document_id
