-- Which actor wants what done with which contested article of the draft cybercrime convention?
-- ماذا يريد كل طرف في كل مادة خلافية من مشروع اتفاقية الجريمة السيبرانية؟
-- subject: articles
-- An empty cell means that the source does not list the actor, not that it has no wish.
-- The European Union stands for its member states; a group is not resolved into members.
SELECT
  actor_en,
  actor_ar,
  count(*) AS articles,
  string_agg(position, ' + ' ORDER BY position) FILTER (WHERE provision_id = 'ahc-art-10bis') AS art_10bis,
  string_agg(position, ' + ' ORDER BY position) FILTER (WHERE provision_id = 'ahc-art-10ter') AS art_10ter,
  string_agg(position, ' + ' ORDER BY position) FILTER (WHERE provision_id = 'ahc-art-15septies') AS art_15septies,
  string_agg(position, ' + ' ORDER BY position) FILTER (WHERE provision_id = 'ahc-art-21') AS art_21,
  string_agg(position, ' + ' ORDER BY position) FILTER (WHERE provision_id = 'ahc-art-29') AS art_29,
  string_agg(position, ' + ' ORDER BY position) FILTER (WHERE provision_id = 'ahc-art-36-1bis') AS art_36_1bis,
  string_agg(position, ' + ' ORDER BY position) FILTER (WHERE provision_id = 'ahc-art-40') AS art_40,
  string_agg(position, ' + ' ORDER BY position) FILTER (WHERE provision_id = 'ahc-cnd-art-72') AS cnd_art_72
FROM positions_named
GROUP BY actor_id, actor_en, actor_ar
ORDER BY articles DESC, actor_id
