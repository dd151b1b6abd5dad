package dev.switchboard.adapter.out.upstreams.pega;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.channel.EndpointUrl;
import dev.switchboard.domain.secret.HmacSha256;
import dev.switchboard.domain.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connection as the operator configured it, before validation. Complaints name the key and never
/// the value.
///
/// @param prefix the prefix of its keys, such as `switchboard.pega.`
record ConfiguredConnection(String name, String prefix, PegaProperties.Connection written) {

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredConnection.class);

    private static final int MIN_SECRET_BYTES = 16;
    private static final int STRONG_SECRET_BYTES = 32;

    /// The validated connection.
    ///
    /// @throws IllegalArgumentException naming the key that is missing or wrong
    PegaConnection build() {
        String dmsUrl = written.dmsUrl();
        String connectionId = written.connectionId();
        List<Secret> secrets = written.jwtSecrets();
        if (dmsUrl == null || connectionId == null || secrets.isEmpty()) {
            throw incomplete();
        }
        EndpointUrl url = url(dmsUrl);
        secrets.forEach(this::judge);
        return new PegaConnection(
                name, url, connectionId, secrets.stream().map(HmacSha256::of).toList());
    }

    /// A complaint about one of its keys.
    IllegalArgumentException wrong(String key, String complaint) {
        return new IllegalArgumentException(prefix + key + " " + complaint);
    }

    private EndpointUrl url(String text) {
        try {
            return EndpointUrl.parse(text);
        } catch (InvalidValueException _) {
            throw wrong("dms-url", "must be a complete http or https URL");
        }
    }

    private void judge(Secret secret) {
        int bytes = secret.reveal().getBytes(UTF_8).length;
        require(bytes >= MIN_SECRET_BYTES, "jwt-secrets", "must have at least 16 bytes each");
        if (bytes < STRONG_SECRET_BYTES) {
            LOG.warn("{}jwt-secrets: one is shorter than 32 bytes, which HS256 requires", prefix);
        }
    }

    /// Names all missing keys at once.
    private IllegalArgumentException incomplete() {
        List<String> missing = new ArrayList<>();
        if (written.dmsUrl() == null) {
            missing.add(prefix + "dms-url");
        }
        if (written.connectionId() == null) {
            missing.add(prefix + "connection-id");
        }
        if (written.jwtSecrets().isEmpty()) {
            missing.add(prefix + "jwt-secrets");
        }
        return new IllegalArgumentException(
                String.join(" and ", missing)
                        + (missing.size() == 1 ? " is" : " are")
                        + " missing");
    }

    private void require(boolean holds, String key, String complaint) {
        if (!holds) {
            throw wrong(key, complaint);
        }
    }
}
