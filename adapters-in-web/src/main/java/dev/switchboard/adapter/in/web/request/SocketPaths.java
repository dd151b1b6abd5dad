package dev.switchboard.adapter.in.web.request;

import java.util.Set;

/// The paths of softphones and wall boards, whose requests become WebSockets. The socket adapter
/// serves them.
public final class SocketPaths {

    public static final String EVENTS = "/v1/events";
    public static final String SUBSCRIBE = "/v1/subscribe";

    public static final Set<String> ALL = Set.of(EVENTS, SUBSCRIBE);

    private SocketPaths() {}
}
