package dev.switchboard.adapter.out.upstreams.pega;

import dev.switchboard.adapter.out.upstreams.http.Configured;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of Pega Digital Messaging. A connection is either complete (its address, its id and at
/// least one secret) or absent.
///
/// @param dmsUrl the complete address of the unnamed connection; null or blank if there is none
/// @param connectionId its id, the issuer of its tokens
/// @param jwtSecrets its secrets of at least 16 bytes: the first signs, all verify
/// @param requestTimeout the limit of one call in all
/// @param tokenTtl how long our tokens are valid: at least as long as their call
/// @param webhookMaxAge the greatest age of their tokens
/// @param clockSkew how far their clock may be ahead of ours
/// @param connections further connections, by names of lower-case letters, digits and dashes
/// @param ackTimeout how long a client has to confirm a message before it is sent again
/// @param transmissionsPerConnection how often a message is sent to one connection
/// @param inFlightPerConnection how many unconfirmed messages a connection may have
/// @param maxInFlight how many calls to one connection of the desk may run at a time
/// @param notifyAfter when a client is told that its message is still on its way
/// @param undeliveredParkAfter when an answer that no client fetched is parked
/// @param claimTtl how long an owner keeps a conversation after they were last seen
/// @param claimPolicy whether another client may take it over before
@ConfigurationProperties("switchboard.pega")
record PegaProperties(
        @Nullable String dmsUrl,
        @Nullable String connectionId,
        @DefaultValue List<Secret> jwtSecrets,
        @DefaultValue("10s") Duration requestTimeout,
        @DefaultValue("30s") Duration tokenTtl,
        @DefaultValue("300s") Duration webhookMaxAge,
        @DefaultValue("60s") Duration clockSkew,
        @DefaultValue Map<String, Connection> connections,
        @DefaultValue("10s") Duration ackTimeout,
        @DefaultValue("3") int transmissionsPerConnection,
        @DefaultValue("32") int inFlightPerConnection,
        @DefaultValue("8") int maxInFlight,
        @DefaultValue("30s") Duration notifyAfter,
        @DefaultValue("24h") Duration undeliveredParkAfter,
        @DefaultValue("24h") Duration claimTtl,
        @DefaultValue("strict") ClaimChoice claimPolicy) {

    static final String UNNAMED = "default";

    private static final String PREFIX = "switchboard.pega.";
    private static final Duration LONGEST_REPLAY = Duration.ofDays(7);
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");

    PegaProperties {
        dmsUrl = Configured.text(dmsUrl);
        connectionId = Configured.text(connectionId);
        jwtSecrets = present(jwtSecrets);
        connections = Map.copyOf(connections);
        requirePositive("request-timeout", requestTimeout);
        requirePositive("token-ttl", tokenTtl);
        requirePositive("webhook-max-age", webhookMaxAge);
        require(!clockSkew.isNegative(), "clock-skew must not be negative");
        requirePositive("ack-timeout", ackTimeout);
        requirePositive("notify-after", notifyAfter);
        requirePositive("undelivered-park-after", undeliveredParkAfter);
        requirePositive("claim-ttl", claimTtl);
        requirePositive("transmissions-per-connection", transmissionsPerConnection);
        requirePositive("in-flight-per-connection", inFlightPerConnection);
        requirePositive("max-in-flight", maxInFlight);
        requireNoLonger("request-timeout", requestTimeout, "token-ttl", tokenTtl);
        require(
                webhookMaxAge.plus(clockSkew).compareTo(LONGEST_REPLAY) <= 0,
                "webhook-max-age with clock-skew must not be longer than 7d: a repeat must still be"
                        + " recognised while its token is good");
        connections.keySet().forEach(PegaProperties::requireName);
    }

    enum ClaimChoice {
        /// Only the proven owner writes and receives.
        STRICT,
        /// The last writer receives all later messages; in the demo only.
        LEGACY
    }

    /// One connection; see [PegaProperties].
    record Connection(
            @Nullable String dmsUrl,
            @Nullable String connectionId,
            @DefaultValue List<Secret> jwtSecrets) {

        Connection {
            dmsUrl = Configured.text(dmsUrl);
            connectionId = Configured.text(connectionId);
            jwtSecrets = present(jwtSecrets);
        }

        private boolean isEmpty() {
            return dmsUrl == null && connectionId == null && jwtSecrets.isEmpty();
        }
    }

    /// The configured connections: the unnamed one first, then the others by name.
    Stream<ConfiguredConnection> configured() {
        Connection unnamed = new Connection(dmsUrl, connectionId, jwtSecrets);
        Stream<ConfiguredConnection> first =
                unnamed.isEmpty()
                        ? Stream.empty()
                        : Stream.of(new ConfiguredConnection(UNNAMED, PREFIX, unnamed));
        Stream<ConfiguredConnection> others =
                new TreeMap<>(connections)
                        .entrySet().stream()
                                .map(named ->
                                        new ConfiguredConnection(
                                                named.getKey(),
                                                PREFIX + "connections." + named.getKey() + ".",
                                                named.getValue()));
        return Stream.concat(first, others);
    }

    private static void requireName(String name) {
        require(
                NAME.matcher(name).matches(),
                "connections." + name + " must be named by lower-case letters, digits and dashes");
        require(!name.equals(UNNAMED), "connections.default is the connection without a name");
    }

    private static void requirePositive(String key, Duration value) {
        require(value.isPositive(), key + " must be positive");
    }

    private static void requirePositive(String key, int value) {
        require(value > 0, key + " must be positive");
    }

    private static void requireNoLonger(
            String key, Duration value, String limitKey, Duration limit) {
        require(value.compareTo(limit) <= 0, key + " must not be longer than " + PREFIX + limitKey);
    }

    private static void require(boolean holds, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException(PREFIX + complaint);
        }
    }

    private static List<Secret> present(List<Secret> secrets) {
        return secrets.stream().filter(secret -> !secret.reveal().isBlank()).toList();
    }
}
