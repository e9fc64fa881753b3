-- Which statements speak of fragmentation, however the word is spelt?
-- ما الأقوال التي تتحدث عن التجزؤ مهما كان رسم الكلمة؟
-- subject: statements
-- `fold` takes away what spellings differ in: vowel signs, hamza on alef, ta marbuta or ha, alef maqsura or ya.
-- What is searched are the summaries; the words of the sources stay with their publishers.
WITH wanted AS (
  -- Other words go here, in any spelling; each is found also as a part of a longer word.
  SELECT unnest(['تجزئه', 'إنقسام', 'تفكُّك', 'تشظّى']) AS word
)
SELECT
  s.statement_id,
  s.date,
  s.actors_en,
  s.actors_ar,
  string_agg(w.word, '، ' ORDER BY w.word) AS found,
  s.summary_en,
  s.summary_ar
FROM statements_named AS s
JOIN wanted AS w ON contains(fold(s.summary_ar), fold(w.word))
GROUP BY s.document_id, s.ordinal, s.statement_id, s.date, s.actors_en, s.actors_ar, s.summary_en, s.summary_ar
ORDER BY s.document_id, s.ordinal
