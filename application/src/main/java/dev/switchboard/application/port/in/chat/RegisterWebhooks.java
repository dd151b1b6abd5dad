package dev.switchboard.application.port.in.chat;

/// Says to the system of a bot outside whether it is to tell us of a platform's users. Asks once
/// and blocks meanwhile.
public interface RegisterWebhooks {

    /// @param client whose users they are, of those the bot's system has
    /// @param platform its name, such as `whatsapp`
    Outcome register(String client, String platform);

    Outcome remove(String client, String platform);

    enum Outcome {
        DONE,
        /// It would not, did not answer, or there is no such platform.
        FAILED
    }
}
