package dev.switchboard.adapter.out.upstreams.http;

import java.util.Optional;

/// What we call ourselves towards those we call.
public final class UserAgent {

    public static final String TEXT = "Switchboard/" + version();

    private UserAgent() {}

    private static String version() {
        Package ours = UserAgent.class.getPackage();
        return Optional.ofNullable(ours.getImplementationVersion()).orElse("dev");
    }
}
