package dev.switchboard.application.port.in.chat;

/// Asks an external bot's system to start or stop reporting a platform's users to the hub. Makes
/// one attempt and blocks meanwhile.
public interface RegisterWebhooks {

    /// @param client the client of the bot's system that owns the users
    /// @param platform its name, such as `whatsapp`
    Outcome register(String client, String platform);

    Outcome remove(String client, String platform);

    enum Outcome {
        DONE,
        /// The system refused or did not answer, or there is no such platform.
        FAILED
    }
}
