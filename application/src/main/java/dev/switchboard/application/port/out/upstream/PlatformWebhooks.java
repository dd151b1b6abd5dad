package dev.switchboard.application.port.out.upstream;

/// Registers this hub's webhooks at an external bot's system, which then reports a platform's
/// users. Calls once and translates the answer; retries nothing and never throws for a failure of
/// the peer.
public interface PlatformWebhooks {

    /// Registers the webhook.
    ///
    /// @param client the client of the bot's system that owns the users
    /// @param platform its name, such as `whatsapp`; unknown ones are refused
    UpstreamReply register(String client, String platform);

    /// Removes the webhook.
    UpstreamReply remove(String client, String platform);
}
