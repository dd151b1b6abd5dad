package dev.switchboard.adapter.out.upstreams.pega;

import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// The validity of a token: recently issued, not expired and not for later.
///
/// @param maxAge the greatest age
/// @param skew how far the issuer's clock may differ from ours
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
