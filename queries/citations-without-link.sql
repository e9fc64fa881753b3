-- Which footnotes cite a document without a link, and at which place?
-- أي الحواشي تستشهد بوثيقة بلا رابط، وفي أي موضع منها؟
-- subject: sources
-- `same_source` notes repeat an earlier note that has the link; `link_of_document` is where it leads.
SELECT
  c.note_number AS note,
  c.item,
  c.cited_title_en,
  c.cited_title_ar,
  c.locator_kind,
  c.locator,
  c.ibid AS same_source,
  d.url AS link_of_document
FROM citations_named AS c
JOIN documents AS d ON d.document_id = c.cited_document_id
WHERE c.url IS NULL
ORDER BY c.ibid, c.document_id, c.note_number, c.item
