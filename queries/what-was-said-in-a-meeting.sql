-- What was said in the third meeting of the working group's second session, by whom and on what?
-- ماذا قيل في الاجتماع الثالث من الدورة الثانية لمجموعة العمل، ومن قاله وفي أي موضوعات؟
-- subject: statements
-- Only what the source reports of the meeting: the record of a meeting is longer.
WITH RECURSIVE wanted AS (
  -- Another event goes here; `meetings-covered` lists them. A session or process brings all of its meetings.
  SELECT 'oewg-session-2-meeting-3' AS event_id
),
part AS (
  SELECT event_id FROM wanted
  UNION ALL
  SELECT e.event_id FROM events AS e JOIN part AS p ON p.event_id = e.parent_id
)
SELECT
  s.date,
  s.statement_id,
  s.kind,
  s.actors_en,
  s.actors_ar,
  s.on_behalf_of_en,
  s.on_behalf_of_ar,
  s.topics_en,
  s.topics_ar,
  s.summary_en,
  s.summary_ar
FROM statements_named AS s
JOIN part USING (event_id)
ORDER BY s.document_id, s.ordinal
