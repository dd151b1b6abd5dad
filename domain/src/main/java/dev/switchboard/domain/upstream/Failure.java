package dev.switchboard.domain.upstream;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A call that an upstream did not take.
///
/// @param status what it answered, if it did
public record Failure(Instant at, @Nullable Integer status) {}
