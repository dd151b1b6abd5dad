package dev.switchboard.adapter.out.upstreams.pega;

import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// When a token is good: it was made lately, and is neither over nor for later.
///
/// @param maxAge how old it may be
/// @param skew how far the clock of its maker may be from ours
record TokenWindow(Duration maxAge, Duration skew) {

    private static final double MILLIS = 1000.0;

    boolean holds(JsonNode claims, Instant at) {
        double now = at.toEpochMilli() / MILLIS;
        double tolerance = skew.toMillis() / MILLIS;
        JsonNode made = claims.path("iat");
        return isWithin(made, now - maxAge.toMillis() / MILLIS, now + tolerance)
                && isAbsentOrWithin(claims.path("exp"), now - tolerance, Double.MAX_VALUE)
                && isAbsentOrWithin(claims.path("nbf"), -Double.MAX_VALUE, now + tolerance);
    }

    private static boolean isAbsentOrWithin(JsonNode claim, double from, double to) {
        return claim.isMissingNode() || isWithin(claim, from, to);
    }

    private static boolean isWithin(JsonNode claim, double from, double to) {
        return claim.isNumber() && from <= claim.doubleValue() && claim.doubleValue() <= to;
    }
}
