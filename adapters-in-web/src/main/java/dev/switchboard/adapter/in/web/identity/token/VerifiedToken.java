package dev.switchboard.adapter.in.web.identity.token;

import java.time.Instant;

/// What a good token said.
record VerifiedToken(Caller caller, Instant expiresAt) {}
