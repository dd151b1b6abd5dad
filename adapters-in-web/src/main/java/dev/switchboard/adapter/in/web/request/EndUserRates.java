package dev.switchboard.adapter.in.web.request;

import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.domain.network.Network;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;

/// A rate limit for each end user, and for each network's users with only a resume token, because
/// anybody gets as many of those as they like.
public final class EndUserRates {

    /// The number of busy end users that may share a network.
    static final int USERS_PER_NETWORK = 10;

    private static final String NAMED = "user ";

    private final CallRates each;
    private final CallRates network;

    /// @param perMinute the limit of one end user
    public EndUserRates(int perMinute, Clock clock) {
        this.each = new CallRates(perMinute, clock);
        this.network =
                new CallRates(
                        (int) Math.min(Integer.MAX_VALUE, (long) perMinute * USERS_PER_NETWORK),
                        clock);
    }

    /// Counts a call.
    ///
    /// @param counted the result of [EndUsers#counted]
    /// @throws ProblemException if the limit is exceeded
    public void take(String counted, HttpServletRequest request) {
        Callers.refuseTooMany(each.take(counted));
        if (!counted.startsWith(NAMED)) {
            Callers.refuseTooMany(network.take(Network.nameOf(request.getRemoteAddr())));
        }
    }
}
