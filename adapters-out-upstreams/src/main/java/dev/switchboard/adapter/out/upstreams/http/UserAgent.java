package dev.switchboard.adapter.out.upstreams.http;

import java.util.Optional;

/// The name of this hub in its calls.
final class UserAgent {

    static final String TEXT = "Switchboard/" + version();

    private UserAgent() {}

    private static String version() {
        Package ours = UserAgent.class.getPackage();
        return Optional.ofNullable(ours.getImplementationVersion()).orElse("dev");
    }
}
