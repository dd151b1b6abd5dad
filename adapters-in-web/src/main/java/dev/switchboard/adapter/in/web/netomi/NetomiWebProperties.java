package dev.switchboard.adapter.in.web.netomi;

import dev.switchboard.adapter.in.web.proof.SharedSecrets;
import dev.switchboard.domain.network.SourceNetworks;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The settings of the bot's endpoints.
///
/// @param syncWait how long a sender waits for the bot's own acknowledgment
/// @param tokenView the answer about the bot's token for callers that may not have it
/// @param agentsRead the conversations with the bot that agents may read
/// @param resumeCookie whether browsers are also recognised by a cookie
/// @param rate how many messages one end user may send in a minute
/// @param allowedOrigins exact origins of foreign pages; empty entries are ignored
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
        /// No information.
        REFUSE,
        /// Whether there is a token, for pages that ask when they load.
        STATUS
    }

    enum AgentsRead {
        /// Conversations that they hold or are offered, as their consoles show them.
        OWN,
        /// All that supervisors may read.
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

    /// @param bearerTokens each of them proves a call; empty closes the webhook
    /// @param signatureSecrets each of them makes a valid signature; empty ignores signatures
    /// @param requireSignature whether a call without a signature is refused; null refuses it if
    ///   there are secrets
    /// @param networks the networks that it may be called from; empty allows all
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

        /// With secrets, signatures are required by default, because who shares a secret uses it,
        /// unless the operator says that some callers do not.
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
