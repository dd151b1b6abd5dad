package dev.switchboard.adapter.in.web.request;

import jakarta.servlet.ServletRequest;

/// The turn of a request from an unknown address. Few have one at a time, so that strangers do not
/// delay messages.
public final class RequestTurn {

    /// The request's attribute that ends its turn, a [Runnable]. Absent for a known address.
    public static final String ATTRIBUTE = "dev.switchboard.turn";

    private RequestTurn() {}

    /// Ends the turn of a request that is about to wait for another system: the wait takes no
    /// processor time.
    public static void end(ServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Runnable turn) {
            turn.run();
        }
    }
}
