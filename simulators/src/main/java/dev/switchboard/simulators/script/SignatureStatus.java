package dev.switchboard.simulators.script;

/// The verdict on the Standard Webhooks headers of a request.
public enum SignatureStatus {
    /// The upstream has no secret.
    UNCHECKED,
    /// A header is missing.
    ABSENT,
    VALID,
    /// Signed with another secret, for another body, or more than five minutes away.
    INVALID
}
