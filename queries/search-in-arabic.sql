-- Which statements speak of fragmentation, however the word is spelt?
-- ما الأقوال التي تتحدث عن التجزؤ مهما كان رسم الكلمة؟
SELECT
  statement_id,
  actors_ar,
  date,
  summary_ar
FROM statements_named
WHERE fold(summary_ar) LIKE '%' || fold('تجزُّؤ') || '%'
   OR fold(summary_ar) LIKE '%' || fold('انقسام') || '%'
ORDER BY document_id, ordinal
