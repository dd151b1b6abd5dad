-- What tokens are granted to: another one with each change that ends them.

ALTER TABLE account ADD COLUMN revision TEXT NOT NULL DEFAULT '';
