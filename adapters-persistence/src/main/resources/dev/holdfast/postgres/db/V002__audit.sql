-- What happened, written with the change it tells of; rows are added, and removed in whole sealed
-- batches once they are older than the retention. Only "batch" is ever written later, by a seal.
create table {holdfast_audit} (
  "id" bigint generated always as identity primary key,
  "at" timestamptz not null,
  "kind" text not null,
  "actor" text not null,
  "userId" text,
  "sessionId" text,
  "email" text,
  "requestId" text,
  "address" text,
  "userAgent" text,
  "reason" text,
  "detail" text,
  "instance" text,
  "marker" text,
  "batch" bigint);
create index "holdfast_audit_at_idx" on {holdfast_audit} ("at", "id");
create index "holdfast_audit_batch_idx" on {holdfast_audit} ("batch", "id");
create index "holdfast_audit_userId_idx" on {holdfast_audit} ("userId") where "userId" is not null;
create index "holdfast_audit_sessionId_idx" on {holdfast_audit} ("sessionId")
  where "sessionId" is not null;
create index "holdfast_audit_requestId_idx" on {holdfast_audit} ("requestId")
  where "requestId" is not null;
create index "holdfast_audit_email_idx" on {holdfast_audit} ("email") where "email" is not null;

-- One row a sealed batch, each digest over the one before. A row with "forgottenAt" is the
-- checkpoint: its batch and all before it were removed by the retention.
create table {holdfast_audit_seal} (
  "batch" bigint not null primary key,
  "rows" integer not null,
  "digest" text not null,
  "sealedAt" timestamptz not null,
  "forgottenAt" timestamptz);
