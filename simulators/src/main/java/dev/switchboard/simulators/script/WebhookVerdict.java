package dev.switchboard.simulators.script;

/// What the Standard Webhooks headers of a request are worth.
public enum WebhookVerdict {
    /// The upstream was told no secret.
    UNCHECKED,
    /// A header is missing.
    ABSENT,
    VALID,
    /// Made by another secret, for another body, or more than five minutes away.
    INVALID
}
