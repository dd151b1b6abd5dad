package dev.switchboard.adapter.in.web.identity;

import java.time.Instant;

/// What a good token said.
record VerifiedToken(Caller caller, Instant expiresAt) {}
