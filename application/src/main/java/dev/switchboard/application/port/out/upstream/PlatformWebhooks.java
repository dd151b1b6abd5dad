package dev.switchboard.application.port.out.upstream;

/// Where the system of a bot outside keeps who is told of a platform's users. Calls once and
/// translates; retries nothing and throws nothing for what a peer can do to it.
public interface PlatformWebhooks {

    /// Asks that we be told.
    ///
    /// @param client whose users they are, of those the bot's system has
    /// @param platform its name, such as `whatsapp`; another one is refused
    UpstreamReply register(String client, String platform);

    /// Asks that we be told no more.
    UpstreamReply remove(String client, String platform);
}
