package dev.switchboard.adapter.in.web.identity;

import dev.switchboard.adapter.in.web.request.CallRates;
import java.time.Clock;
import java.time.Duration;

/// How often passwords may be tried: ten at once and then one every six seconds, for each username
/// and for each address.
final class LogInLimits {

    private static final int PER_MINUTE = 10;
    private static final int MAX_NAME = 100;

    private final CallRates rates;

    LogInLimits(Clock clock) {
        this.rates = new CallRates(PER_MINUTE, clock);
    }

    /// Counts one more try.
    ///
    /// @return how long to wait before the next one; zero if this one may go on
    Duration tryNow(String username, String address) {
        Duration wait = rates.take("address " + CallRates.network(address));
        return wait.isZero() ? rates.take("user " + shortened(username)) : wait;
    }

    /// A name that is too long is nobody's; its beginning is enough to count it.
    private static String shortened(String username) {
        return username.substring(0, Math.min(username.length(), MAX_NAME));
    }
}
