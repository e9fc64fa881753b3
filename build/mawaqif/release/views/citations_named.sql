-- One row a citation, with the cited document, its publisher, and the link that opens the place cited.
-- needs: citations, documents, actors, codes
SELECT
  c.citation_id,
  c.document_id,
  c.note_number,
  c.item,
  c.statement_id,
  c.cited_document_id,
  d.kind AS cited_kind,
  k.label_en AS cited_kind_en,
  k.label_ar AS cited_kind_ar,
  d.title_en AS cited_title_en,
  d.title_ar AS cited_title_ar,
  a.name_en AS publisher_en,
  a.name_ar AS publisher_ar,
  d.date AS cited_date,
  d.date_start AS cited_date_start,
  d.date_end AS cited_date_end,
  d.date_precision AS cited_date_precision,
  dp.label_en AS cited_date_precision_en,
  dp.label_ar AS cited_date_precision_ar,
  c.locator_kind,
  l.label_en AS locator_kind_en,
  l.label_ar AS locator_kind_ar,
  c.locator,
  c.url,
  c.ibid,
  -- Browsers open a PDF at a page, and the two video sites a recording at a second; anything else opens at its start.
  CASE
    WHEN c.first_page IS NOT NULL AND lower(coalesce(c.url, d.url)) LIKE '%.pdf'
      THEN coalesce(c.url, d.url) || '#page=' || c.first_page
    WHEN c.second IS NOT NULL AND coalesce(c.url, d.url) LIKE 'https://media.un.org/%'
      AND instr(coalesce(c.url, d.url), '?') = 0
      THEN coalesce(c.url, d.url) || '?kalturaStartTime=' || c.second
    WHEN c.second IS NOT NULL AND coalesce(c.url, d.url) LIKE 'https://youtu.be/%'
      AND instr(coalesce(c.url, d.url), '?') = 0
      THEN coalesce(c.url, d.url) || '?t=' || c.second
    ELSE coalesce(c.url, d.url)
  END AS deep_link
FROM (
  SELECT
    *,
    CASE WHEN locator_kind = 'page'
      THEN substr(locator, 1, instr(replace(locator, ',', '-') || '-', '-') - 1)
    END AS first_page,
    CASE WHEN locator_kind = 'timestamp'
      THEN CAST(substr(locator, 1, 2) AS INTEGER) * 3600
        + CAST(substr(locator, 4, 2) AS INTEGER) * 60
        + CAST(substr(locator, 7, 2) AS INTEGER)
    END AS second
  FROM citations
) AS c
JOIN documents AS d ON d.document_id = c.cited_document_id
LEFT JOIN actors AS a ON a.actor_id = d.publisher_id
LEFT JOIN codes AS k ON k.table_name = 'documents' AND k.column_name = 'kind' AND k.value = d.kind
LEFT JOIN codes AS l ON l.table_name = 'citations' AND l.column_name = 'locator_kind' AND l.value = c.locator_kind
LEFT JOIN codes AS dp ON dp.table_name = 'documents' AND dp.column_name = 'date_precision' AND dp.value = d.date_precision
ORDER BY c.document_id, c.note_number, c.item
