package dev.switchboard.adapter.in.web.netomi;

import dev.switchboard.adapter.in.web.proof.SharedSecrets;
import dev.switchboard.domain.network.SourceNetworks;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the bot's endpoints behave.
///
/// @param syncWait how long a sender waits for the bot's own acknowledgment
/// @param tokenView what those are told of the bot's token who may not have it
/// @param agentsRead what agents may read of the bot's conversations
/// @param resumeCookie whether browsers are told apart by a cookie too
/// @param rate how many messages one end user may send in a minute
/// @param allowedOrigins exact origins of foreign pages; empty entries do not count
@ConfigurationProperties("switchboard.netomi")
record NetomiWebProperties(
        @DefaultValue Webhook webhook,
        @DefaultValue("10s") Duration syncWait,
        @DefaultValue("refuse") TokenView tokenView,
        @DefaultValue("own") AgentsRead agentsRead,
        @DefaultValue("true") boolean resumeCookie,
        @DefaultValue("60") int rate,
        @DefaultValue List<String> allowedOrigins) {

    enum TokenView {
        /// Nothing.
        REFUSE,
        /// Whether there is one, for pages that ask when they load.
        STATUS
    }

    enum AgentsRead {
        /// What they have or are offered, as their consoles show it.
        OWN,
        /// All that supervisors may.
        ALL
    }

    NetomiWebProperties {
        require(!syncWait.isNegative(), "sync-wait must not be negative");
        require(rate > 0, "rate must be positive");
        allowedOrigins =
                allowedOrigins.stream()
                        .map(String::strip)
                        .filter(origin -> !origin.isEmpty())
                        .toList();
    }

    /// @param bearerTokens any of which proves a call; none closes the webhook
    /// @param signatureSecrets any of which makes a good signature; none leaves signatures unread
    /// @param requireSignature whether a call without a signature is refused; null to refuse it
    ///   where there are secrets
    /// @param networks where it may be called from; none, everywhere
    record Webhook(
            @DefaultValue List<Secret> bearerTokens,
            @DefaultValue List<Secret> signatureSecrets,
            @Nullable Boolean requireSignature,
            @DefaultValue List<String> networks) {

        private static final String NAME = "switchboard.netomi.webhook.";

        Webhook {
            bearerTokens = SharedSecrets.longEnough(NAME + "bearer-tokens", bearerTokens);
            signatureSecrets =
                    SharedSecrets.longEnough(NAME + "signature-secrets", signatureSecrets);
            networks = List.copyOf(networks);
            var _ = sources(networks);
            require(
                    !Boolean.TRUE.equals(requireSignature) || !signatureSecrets.isEmpty(),
                    "webhook.require-signature needs webhook.signature-secrets");
        }

        /// A secret is there to be used: whoever shares one signs, unless the operator says that
        /// not all callers do.
        boolean signatureRequired() {
            return requireSignature == null ? !signatureSecrets.isEmpty() : requireSignature;
        }

        SourceNetworks sources() {
            return sources(networks);
        }

        private static SourceNetworks sources(List<String> networks) {
            return SourceNetworks.of(NAME + "networks", networks);
        }
    }

    private static void require(boolean holds, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException("switchboard.netomi." + complaint);
        }
    }
}
