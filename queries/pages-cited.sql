-- At which pages, paragraphs or times is each document cited, and in which notes?
-- في أي صفحات أو فقرات أو توقيتات يُستشهد بكل وثيقة، وفي أي حواشٍ؟
-- subject: sources
SELECT
  cited_document_id,
  cited_title_en,
  cited_title_ar,
  locator_kind,
  locator,
  count(*) AS citations,
  string_agg(CAST(note_number AS VARCHAR), ', ' ORDER BY note_number, item) AS notes
FROM citations_named
WHERE locator_kind <> 'none'
GROUP BY cited_document_id, cited_title_en, cited_title_ar, locator_kind, locator
ORDER BY cited_document_id, locator_kind, min(note_number), locator
