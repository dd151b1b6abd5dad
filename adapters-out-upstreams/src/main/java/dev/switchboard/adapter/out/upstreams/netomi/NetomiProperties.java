package dev.switchboard.adapter.out.upstreams.netomi;

import dev.switchboard.adapter.out.upstreams.http.Configured;
import dev.switchboard.domain.channel.EndpointUrl;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of the Netomi platform. A configured address may be called even if it is private.
///
/// @param baseUrl the address for messages
/// @param authUrl the address for tokens; the path of the token call may follow it
/// @param channel our identity there, in three parts; null or blank refs leave the bot unconfigured
/// @param requestTimeout the limit of sending one message in all; longer than `sync-wait`, so that
///   a slow bot is not called twice because our caller stopped waiting
/// @param answerTimeout when an accepted message counts as unanswered, and a message with an
///   unknown outcome is sent again
/// @param onUnknownOutcome how to treat a message with an unknown outcome and no answer
/// @param syncWait how long a sender waits for the bot's own acknowledgment
/// @param ackTimeout how long a browser has to confirm an update before it is sent again
/// @param chunkWait how long a part of an answer waits for the previous part
/// @param claimTtl how long an owner keeps a conversation after they were last seen
@ConfigurationProperties("switchboard.netomi")
public record NetomiProperties(
        @DefaultValue("https://aiapi-us.netomi.com") String baseUrl,
        @DefaultValue("https://auth-us.netomi.com") String authUrl,
        @DefaultValue("CHAT") String channel,
        @Nullable String channelRefId,
        @Nullable String virtualAgentId,
        @DefaultValue("NETOMI_WEB_WIDGET") String integrationChannel,
        @DefaultValue("20s") Duration requestTimeout,
        @DefaultValue("30s") Duration answerTimeout,
        @DefaultValue("retry") UnknownOutcome onUnknownOutcome,
        @DefaultValue("10s") Duration syncWait,
        @DefaultValue("10s") Duration ackTimeout,
        @DefaultValue("2s") Duration chunkWait,
        @DefaultValue("24h") Duration claimTtl) {

    private static final String TOKEN_PATH = "/v1/auth/generate-token";

    public NetomiProperties {
        baseUrl = withoutEnd(baseUrl.strip(), "/");
        authUrl = withoutEnd(withoutEnd(withoutEnd(authUrl.strip(), "/"), TOKEN_PATH), "/");
        channelRefId = Configured.text(channelRefId);
        virtualAgentId = Configured.text(virtualAgentId);
        require(Configured.isBaseAddress(baseUrl), "base-url must be an http or https URL");
        require(Configured.isBaseAddress(authUrl), "auth-url must be an http or https URL");
        require(requestTimeout.isPositive(), "request-timeout must be positive");
        require(answerTimeout.isPositive(), "answer-timeout must be positive");
        require(ackTimeout.isPositive(), "ack-timeout must be positive");
        require(chunkWait.isPositive(), "chunk-wait must be positive");
        require(claimTtl.isPositive(), "claim-ttl must be positive");
        require(
                syncWait.compareTo(requestTimeout) < 0,
                "sync-wait must be shorter than switchboard.netomi.request-timeout");
        require(isHeader(channel), "channel must be plain text");
        require(isHeader(integrationChannel), "integration-channel must be plain text");
        require(
                channelRefId == null || isHeader(channelRefId),
                "channel-ref-id must be plain text");
        require(
                virtualAgentId == null || isHeader(virtualAgentId),
                "virtual-agent-id must be plain text");
        require(
                (channelRefId == null) == (virtualAgentId == null),
                (channelRefId == null ? "channel-ref-id" : "virtual-agent-id")
                        + " is missing: Netomi needs both the channel reference and the virtual agent");
    }

    /// Whether the operator configured our identity.
    boolean configured() {
        return channelRefId != null && virtualAgentId != null;
    }

    EndpointUrl base() {
        return EndpointUrl.parse(baseUrl);
    }

    EndpointUrl auth() {
        return EndpointUrl.parse(authUrl);
    }

    private static void require(boolean holds, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException("switchboard.netomi." + complaint);
        }
    }

    private static String withoutEnd(String text, String end) {
        return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
    }

    private static boolean isHeader(String text) {
        return !text.isBlank() && text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    /// The treatment of a message that was sent and got no answer.
    public enum UnknownOutcome {
        /// Wait for its answer by webhook, then send it again with the same id.
        RETRY,
        /// Park it, for a person to decide.
        PARK
    }
}
