-- utility
-- The ledger of what was applied, where there is none yet. Version 0 is schema api as a whole.
create schema if not exists app;
create table if not exists app.schema_migration (
	version integer primary key,
	name text not null,
	sha256 text not null,
	applied_at timestamptz not null default now(),
	applied_by text not null default session_user
);
