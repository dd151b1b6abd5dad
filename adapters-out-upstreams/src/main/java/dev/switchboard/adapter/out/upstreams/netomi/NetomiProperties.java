package dev.switchboard.adapter.out.upstreams.netomi;

import dev.switchboard.adapter.out.upstreams.http.Configured;
import dev.switchboard.domain.channel.EndpointUrl;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the bot platform is called. Naming an address here is permission enough to call it, also at
/// a private address.
///
/// @param baseUrl where messages go
/// @param authUrl where tokens come from; the path of the token call may follow it
/// @param channel who we are there, in three parts; null or blank refs leave the bot unconfigured
/// @param requestTimeout how long one message may take in all; longer than `sync-wait`, so that a
///   slow bot is not called twice because our caller stopped waiting
/// @param answerTimeout after which a message that was taken counts as unanswered, and one of
///   unknown fate is sent again
/// @param onUnknownOutcome what becomes of a message of unknown fate without an answer
/// @param syncWait how long a sender waits for the bot's own acknowledgment
/// @param ackTimeout how long a browser has to confirm an update before it is sent again
/// @param chunkWait how long a part of an answer waits for the part before it
/// @param claimTtl how long a conversation stays its owner's after they were last seen
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

    /// Whether the operator said who we are there.
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

    /// What to do with a message that left, and that nobody answered for.
    public enum UnknownOutcome {
        /// Wait for its answer to come by webhook, then send it again with the same id.
        RETRY,
        /// Give it up, for a person to decide.
        PARK
    }
}
