package dev.switchboard.bootstrap.settings;

import dev.switchboard.domain.secret.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Whether this hub shares its partitions with the other hubs of its database.
///
/// @param enabled false: a second hub stands by
/// @param address where other hubs call this one, such as `http://10.0.0.7:8002`; by default the
///   first private address of this machine and the second port above the hub's own
/// @param sslBundle the name of the bundle of `spring.ssl.bundle` with this hub's certificate for
///   other hubs and those that it trusts; without one, calls between hubs are not encrypted
/// @param hints the URL of the server through which hubs give each other hints, such as
///   `redis://10.0.0.9`; without one, clients see messages of other hubs up to a second later
@ConfigurationProperties("switchboard.cluster")
public record ClusterSettings(
        @DefaultValue("false") boolean enabled,
        @Nullable URI address,
        @Nullable String sslBundle,
        @Nullable Secret hints) {

    private static final Set<String> NO_PATH = Set.of("", "/");
    private static final Set<String> OF_ONE_SERVER = Set.of("redis", "rediss");
    private static final Set<String> OF_SEVERAL =
            Set.of("redis-sentinel", "rediss-sentinel", "redis-cluster", "rediss-cluster");

    public ClusterSettings {
        boolean encrypted = isSet(sslBundle);
        if (address != null
                && !address.toString().isEmpty()
                && !isAddress(address, encrypted ? "https" : "http")) {
            throw new IllegalArgumentException(
                    encrypted
                            ? "switchboard.cluster.address must be an https URL with a port and no"
                                    + " path, such as https://10.0.0.7:8002, because"
                                    + " switchboard.cluster.ssl-bundle is set"
                            : "switchboard.cluster.address must be an http URL with a port and no"
                                    + " path, such as http://10.0.0.7:8002; an https URL needs"
                                    + " switchboard.cluster.ssl-bundle");
        }
        if (hints != null && !isLine(hints)) {
            throw new IllegalArgumentException(
                    "switchboard.cluster.hints must be the URL of a Redis or Valkey, such as"
                            + " redis://10.0.0.9, redis-sentinel:// or redis-cluster://, and with"
                            + " TLS rediss://, rediss-sentinel:// or rediss-cluster://");
        }
    }

    private static boolean isSet(@Nullable String name) {
        return name != null && !name.isBlank();
    }

    private static boolean isAddress(URI address, String scheme) {
        return scheme.equalsIgnoreCase(address.getScheme())
                && address.getHost() != null
                && address.getPort() >= 0
                && NO_PATH.contains(address.getPath());
    }

    private static boolean isLine(Secret hints) {
        if (hints.reveal().isEmpty()) {
            return true;
        }
        try {
            URI url = new URI(hints.reveal());
            String scheme = String.valueOf(url.getScheme());
            return (OF_ONE_SERVER.contains(scheme) && url.getHost() != null)
                    || (OF_SEVERAL.contains(scheme) && url.getAuthority() != null);
        } catch (URISyntaxException _) {
            // Not passed on as the cause: its message would quote a password.
            return false;
        }
    }

    /// The name of the bundle that encrypts calls between hubs; empty if nothing does.
    public Optional<String> bundle() {
        return enabled
                ? Optional.ofNullable(sslBundle).filter(ClusterSettings::isSet)
                : Optional.empty();
    }

    /// The address of the Redis for hints; empty if there are none.
    public Optional<Secret> line() {
        return enabled
                ? Optional.ofNullable(hints).filter(url -> !url.reveal().isEmpty())
                : Optional.empty();
    }
}
