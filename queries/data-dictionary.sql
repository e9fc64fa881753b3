-- Which table and column holds what?
-- ماذا يحوي كل جدول وكل عمود؟
-- subject: dataset
-- Tables and views alike. DuckDB and PostgreSQL show the same as comments; the table `codes` defines each allowed value.
SELECT
  table_name,
  column_name,
  type,
  title_en,
  title_ar,
  description_en,
  description_ar,
  allowed_values
FROM data_dictionary
ORDER BY table_name, position
