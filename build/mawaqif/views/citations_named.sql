-- One row a citation, with the cited document and its publisher.
-- needs: citations, documents, actors
SELECT
  c.citation_id,
  c.document_id,
  c.note_number,
  c.item,
  c.statement_id,
  c.cited_document_id,
  d.kind AS cited_kind,
  d.title_en AS cited_title_en,
  d.title_ar AS cited_title_ar,
  a.name_en AS publisher_en,
  a.name_ar AS publisher_ar,
  d.date AS cited_date,
  c.locator_kind,
  c.locator,
  c.url,
  c.ibid
FROM citations AS c
JOIN documents AS d ON d.document_id = c.cited_document_id
LEFT JOIN actors AS a ON a.actor_id = d.publisher_id
ORDER BY c.document_id, c.note_number, c.item
