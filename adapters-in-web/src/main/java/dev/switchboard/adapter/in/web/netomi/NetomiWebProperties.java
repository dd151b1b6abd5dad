package dev.switchboard.adapter.in.web.netomi;

import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.util.List;
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
    /// @param requireSignature whether a call without a signature is refused
    record Webhook(
            @DefaultValue List<Secret> bearerTokens,
            @DefaultValue List<Secret> signatureSecrets,
            @DefaultValue("false") boolean requireSignature) {

        Webhook {
            bearerTokens = withoutBlanks(bearerTokens);
            signatureSecrets = withoutBlanks(signatureSecrets);
            require(
                    !requireSignature || !signatureSecrets.isEmpty(),
                    "webhook.require-signature needs webhook.signature-secrets");
        }

        private static List<Secret> withoutBlanks(List<Secret> secrets) {
            return secrets.stream().filter(secret -> !secret.reveal().isBlank()).toList();
        }
    }

    private static void require(boolean holds, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException("switchboard.netomi." + complaint);
        }
    }
}
