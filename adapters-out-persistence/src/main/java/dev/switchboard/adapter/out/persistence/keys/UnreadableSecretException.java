package dev.switchboard.adapter.out.persistence.keys;

/// A stored secret that cannot be decrypted. The message names its owner, never its text.
public final class UnreadableSecretException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    UnreadableSecretException(String owner, String reason) {
        super("A stored secret of %s is unreadable: %s".formatted(owner, reason));
    }
}
