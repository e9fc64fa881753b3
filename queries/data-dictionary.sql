-- Which table and column holds what?
-- ماذا يحوي كل جدول وكل عمود؟
-- subject: dataset
-- The meanings are comments of the database. Plain Parquet has them once `views.sql` was read: it sets the same
-- comments on its views. Without that file they stand only in the metadata of the Parquet fields.
WITH relation AS (
  SELECT database_name, schema_name, table_name, comment FROM duckdb_tables()
  UNION ALL
  SELECT database_name, schema_name, view_name, comment FROM duckdb_views()
)
SELECT
  c.table_name,
  split_part(r.comment, ' · ', 1) AS table_en,
  split_part(r.comment, ' · ', 2) AS table_ar,
  c.column_name,
  lower(c.data_type) AS type,
  split_part(c.comment, ' · ', 1) AS column_en,
  split_part(c.comment, ' · ', 2) AS column_ar
FROM duckdb_columns() AS c
JOIN relation AS r USING (database_name, schema_name, table_name)
WHERE c.database_name = current_database()
  AND c.schema_name = current_schema()
  -- The views that join names in have columns of the tables, and no comments of their own.
  AND c.comment IS NOT NULL
ORDER BY c.table_name, c.column_index
