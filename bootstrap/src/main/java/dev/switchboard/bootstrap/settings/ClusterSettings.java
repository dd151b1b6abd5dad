package dev.switchboard.bootstrap.settings;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Whether this hub shares its partitions with the other hubs of its database.
///
/// @param enabled false: a second hub stands by
/// @param address where other hubs call this one, such as `http://10.0.0.7:8002`; by default the
///   first private address of this machine and the second port above the hub's own
/// @param hints where the server is through which hubs give each other hints, such as
///   `redis://10.0.0.9`; without one, clients see messages of other hubs up to a second later
@ConfigurationProperties("switchboard.cluster")
public record ClusterSettings(
        @DefaultValue("false") boolean enabled, @Nullable URI address, @Nullable URI hints) {

    private static final Set<String> NO_PATH = Set.of("", "/");
    private static final Set<String> LINES = Set.of("redis", "rediss", "redis-sentinel");

    public ClusterSettings {
        boolean complete =
                address == null
                        || address.toString().isEmpty()
                        || ("http".equalsIgnoreCase(address.getScheme())
                                && address.getHost() != null
                                && address.getPort() >= 0
                                && NO_PATH.contains(address.getPath()));
        if (!complete) {
            throw new IllegalArgumentException(
                    "switchboard.cluster.address must be an http URL with a port and no path, such"
                            + " as http://10.0.0.7:8002");
        }
        hints = hints == null || hints.toString().isEmpty() ? null : hints;
        if (hints != null && (hints.getScheme() == null || !LINES.contains(hints.getScheme()))) {
            throw new IllegalArgumentException(
                    "switchboard.cluster.hints must be the URL of a Redis or Valkey, such as"
                            + " redis://10.0.0.9, rediss:// or redis-sentinel://");
        }
    }
}
