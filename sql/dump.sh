#!/bin/sh
# dump.sh: print the schema of the database that PGHOST, PGDATABASE ... name, the same on every
# machine: without versions and without the random key of newer pg_dumps. sql/schema.sql is its output.
set -eu
echo '-- The finished schema, for reading. Written by `make schema`; change sql/migrations and sql/api instead.'
"${PGBIN:-/usr/lib/postgresql/15/bin}/pg_dump" --schema-only --schema=app --schema=api |
	sed -e '/^-- Dumped /d' -e '/^\\\(un\)*restrict /d' -e '/^-- PostgreSQL database dump/d' \
		-e '/^SET /d' -e "/^SELECT pg_catalog.set_config('search_path'/d" -e '/^--$/d' -e '/^-- Name: /d' -e 's/ *$//' | cat -s
