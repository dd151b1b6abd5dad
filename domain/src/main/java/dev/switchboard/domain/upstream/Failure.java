package dev.switchboard.domain.upstream;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A failed call to an upstream.
///
/// @param status the status of its answer, if there was one
public record Failure(Instant at, @Nullable Integer status) {}
