package dev.switchboard.domain.channel;

import java.time.Instant;
import java.util.List;

/// What the last conformance probe of a channel's endpoint found.
public sealed interface Verification {

    Verification UNVERIFIED = new Unverified();

    /// Never probed, or its address changed since.
    record Unverified() implements Verification {}

    record Probed(List<Check> checks, Instant checkedAt) implements Verification {
        public Probed {
            checks = List.copyOf(checks);
        }

        public Verdict verdict() {
            if (checks.stream().anyMatch(check -> check.required() && !check.ok())) {
                return Verdict.FAIL;
            }
            return checks.stream().allMatch(Check::ok) ? Verdict.PASS : Verdict.PASS_WITH_WARNINGS;
        }
    }

    /// One thing the probe looked at.
    ///
    /// @param required whether the verdict is [Verdict#FAIL] without it
    record Check(String name, boolean ok, boolean required, String detail) {}

    enum Verdict {
        PASS,
        PASS_WITH_WARNINGS,
        FAIL
    }
}
