-- The roles of RJCase's database, and what each may do in the database where this is run.
-- Run by a superuser, in every database of RJCase; it may be run again at any time.
--   rj_owner   owns the tables and migrates; nothing that answers a request connects as this role
--   rj_app     the web; owns nothing, may not bypass row-level security
--   rj_worker  the Celery worker; the same rights, longer time limits
--   rj_search  cannot log in; owns the functions that search through an index
--   rj_backup  reads everything, writes nothing; never used by the program

DO $$
DECLARE
    role_name text;
BEGIN
    FOREACH role_name IN ARRAY ARRAY['rj_owner', 'rj_app', 'rj_worker', 'rj_search', 'rj_backup'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
            EXECUTE format('CREATE ROLE %I', role_name);
        END IF;
    END LOOP;
END
$$;

ALTER ROLE rj_owner LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS CREATEDB NOCREATEROLE NOREPLICATION;
ALTER ROLE rj_app LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
ALTER ROLE rj_worker LOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
ALTER ROLE rj_search NOLOGIN NOINHERIT NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
ALTER ROLE rj_backup LOGIN INHERIT NOSUPERUSER BYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;

ALTER ROLE rj_app SET statement_timeout = '15s';
ALTER ROLE rj_app SET lock_timeout = '5s';
ALTER ROLE rj_app SET idle_in_transaction_session_timeout = '60s';
ALTER ROLE rj_worker SET statement_timeout = '5min';
ALTER ROLE rj_worker SET lock_timeout = '15s';
ALTER ROLE rj_worker SET idle_in_transaction_session_timeout = '10min';
ALTER ROLE rj_backup SET default_transaction_read_only = on;

GRANT pg_read_all_data TO rj_backup;
-- the owner hands search functions over to rj_search; NOINHERIT keeps its policies from the owner
GRANT rj_search TO rj_owner;

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS unaccent;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT CREATE, USAGE ON SCHEMA public TO rj_owner;
GRANT CREATE, USAGE ON SCHEMA public TO rj_search;
GRANT USAGE ON SCHEMA public TO rj_app, rj_worker, rj_backup;

ALTER DEFAULT PRIVILEGES FOR ROLE rj_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO rj_app, rj_worker;
ALTER DEFAULT PRIVILEGES FOR ROLE rj_owner IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO rj_app, rj_worker;

DO $$
BEGIN
    IF current_database() NOT IN ('template1', 'postgres') THEN
        EXECUTE format('ALTER DATABASE %I OWNER TO rj_owner', current_database());
    END IF;
END
$$;
