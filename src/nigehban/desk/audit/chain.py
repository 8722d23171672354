"""The chain of the log of reads, as the database makes it."""

from __future__ import annotations

GENESIS = "0" * 64

CHAIN = f"""
CREATE FUNCTION nigehban_chain_read() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE last record;
BEGIN
    PERFORM pg_advisory_xact_lock(x'72656164'::bigint);
    SELECT id, digest INTO last FROM audit_read ORDER BY id DESC LIMIT 1;
    NEW.id := COALESCE(last.id, 0) + 1;
    NEW.at := clock_timestamp();
    NEW.previous := COALESCE(last.digest, '{GENESIS}');
    NEW.digest := encode(sha256(convert_to(jsonb_build_array(
        NEW.id::text, to_char(NEW.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), NEW.officer_id::text,
        NEW.kind, NEW.record, NEW.reason, NEW.request::text, NEW.previous)::text, 'UTF8')), 'hex');
    RETURN NEW;
END $$
"""
"""One writer at a time, and only for the moment of the insert: reads are logged after the page is made."""
