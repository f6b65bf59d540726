-- Passwords of the roles that log in over the network, from the environment of psql (15 or later).
\getenv owner RJCASE_OWNER_PASSWORD
\getenv app RJCASE_APP_PASSWORD
\getenv worker RJCASE_WORKER_PASSWORD
\getenv backup RJCASE_BACKUP_PASSWORD
ALTER ROLE rj_owner PASSWORD :'owner';
ALTER ROLE rj_app PASSWORD :'app';
ALTER ROLE rj_worker PASSWORD :'worker';
ALTER ROLE rj_backup PASSWORD :'backup';
