-- The running instances, so that each can tell where another differs. No secret is in here: what
-- stands for one cost a slow derivation with the salt below (ADR 27).
create table {holdfast_instance} (
  "id" text not null primary key,
  "name" text not null,
  "role" text not null,
  "version" text not null,
  "url" text not null,
  "issuer" text not null,
  "audience" text not null,
  "jwksUrl" text not null,
  "cookie" text not null,
  "secrets" text not null,
  "keys" text not null,
  "clockAheadMs" bigint not null,
  "startedAt" timestamptz not null,
  "seenAt" timestamptz not null);
create index "holdfast_instance_seenAt_idx" on {holdfast_instance} ("seenAt");

insert into {holdfast_meta} ("key", "value") values ('instance_salt', gen_random_uuid()::text);
