package dev.switchboard.domain.channel;

import java.time.Instant;
import java.util.List;

/// The result of the last conformance probe of a channel's endpoint.
public sealed interface Verification {

    Verification UNVERIFIED = new Unverified();

    /// Never probed, or the address changed since the probe.
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

    /// One check of the probe.
    ///
    /// @param required whether a failed check makes the verdict [Verdict#FAIL]
    record Check(String name, boolean ok, boolean required, String detail) {}

    enum Verdict {
        PASS,
        PASS_WITH_WARNINGS,
        FAIL
    }
}
