-- The reference's core tables where they are missing (protocol schema, section 1), and ours.
-- Tables that are there are left exactly as they are. Names in braces are filled in.

create table {holdfast_meta} (
  "key" text not null primary key,
  "value" text not null);

create table {holdfast_migration} (
  "version" integer not null primary key,
  "name" text not null,
  "checksum" text not null,
  "appliedAt" timestamptz default CURRENT_TIMESTAMP not null);

-- Decided once: were the reference's tables here before us?
insert into {holdfast_meta} ("key", "value")
select 'coexist', case when coalesce(
    to_regclass('{user}'), to_regclass('{session}'), to_regclass('{account}'),
    to_regclass('{verification}'), to_regclass('{jwks}')) is null then 'off' else 'on' end;

insert into {holdfast_meta} ("key", "value")
select 'adopted_at', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
from {holdfast_meta} where "key" = 'coexist' and "value" = 'on';

do $$ begin if to_regclass('{user}') is null then
  create table {user} (
    "id" text not null primary key,
    "name" text not null,
    "email" text not null unique,
    "emailVerified" boolean not null,
    "image" text,
    "createdAt" timestamptz default CURRENT_TIMESTAMP not null,
    "updatedAt" timestamptz default CURRENT_TIMESTAMP not null);
end if; end $$;

do $$ begin if to_regclass('{session}') is null then
  create table {session} (
    "id" text not null primary key,
    "expiresAt" timestamptz not null,
    "token" text not null unique,
    "createdAt" timestamptz default CURRENT_TIMESTAMP not null,
    "updatedAt" timestamptz not null,
    "ipAddress" text,
    "userAgent" text,
    "userId" text not null references {user} ("id") on delete cascade);
  create index "session_userId_idx" on {session} ("userId");
end if; end $$;

do $$ begin if to_regclass('{account}') is null then
  create table {account} (
    "id" text not null primary key,
    "accountId" text not null,
    "providerId" text not null,
    "userId" text not null references {user} ("id") on delete cascade,
    "accessToken" text,
    "refreshToken" text,
    "idToken" text,
    "accessTokenExpiresAt" timestamptz,
    "refreshTokenExpiresAt" timestamptz,
    "scope" text,
    "password" text,
    "createdAt" timestamptz default CURRENT_TIMESTAMP not null,
    "updatedAt" timestamptz not null);
  create index "account_userId_idx" on {account} ("userId");
end if; end $$;

do $$ begin if to_regclass('{verification}') is null then
  create table {verification} (
    "id" text not null primary key,
    "identifier" text not null,
    "value" text not null,
    "expiresAt" timestamptz not null,
    "createdAt" timestamptz default CURRENT_TIMESTAMP not null,
    "updatedAt" timestamptz default CURRENT_TIMESTAMP not null);
  create index "verification_identifier_idx" on {verification} ("identifier");
end if; end $$;

do $$ begin if to_regclass('{jwks}') is null then
  create table {jwks} (
    "id" text not null primary key,
    "publicKey" text not null,
    "privateKey" text not null,
    "createdAt" timestamptz not null,
    "expiresAt" timestamptz,
    "alg" text,
    "crv" text);
end if; end $$;

-- Why sessions ended, by the digest of their token: kept for 30 days.
create table {holdfast_ended_session} (
  "digest" text not null primary key,
  "reason" text not null,
  "endedAt" timestamptz not null);
create index "holdfast_ended_session_endedAt_idx" on {holdfast_ended_session} ("endedAt");

-- When a key starts to sign; a key without a row signs at once.
create table {holdfast_key} (
  "id" text not null primary key,
  "activeFrom" timestamptz not null);
