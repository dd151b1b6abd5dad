package dev.switchboard.adapter.in.web.request;

import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.domain.network.Network;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;

/// How often an end user may do something, and how often all of a network may who show nothing but
/// a resume token: anybody gets as many of those as they like.
public final class EndUserRates {

    /// How many busy end users may share a network.
    static final int USERS_PER_NETWORK = 10;

    private static final String NAMED = "user ";

    private final CallRates each;
    private final CallRates network;

    /// @param perMinute of one end user
    public EndUserRates(int perMinute, Clock clock) {
        this.each = new CallRates(perMinute, clock);
        this.network =
                new CallRates(
                        (int) Math.min(Integer.MAX_VALUE, (long) perMinute * USERS_PER_NETWORK),
                        clock);
    }

    /// Counts one more call.
    ///
    /// @param counted as [EndUsers#counted] says
    /// @throws ProblemException if it is one too many
    public void take(String counted, HttpServletRequest request) {
        Callers.refuseTooMany(each.take(counted));
        if (!counted.startsWith(NAMED)) {
            Callers.refuseTooMany(network.take(Network.nameOf(request.getRemoteAddr())));
        }
    }
}
