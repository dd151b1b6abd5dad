package dev.switchboard.domain.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// The secrets of a channel, newest first; at most two are active at a time.
public record SigningSecrets(List<SigningSecret> all) {

    private static final int MAX_ACTIVE = 2;

    public SigningSecrets {
        all = List.copyOf(all);
    }

    /// A hand-made document has no secret: the channel is unsigned until one is rotated in.
    public static SigningSecrets none() {
        return new SigningSecrets(List.of());
    }

    public static SigningSecrets of(SigningSecret first) {
        return new SigningSecrets(List.of(first));
    }

    /// The secrets that sign and verify now, newest first.
    public List<SigningSecret> activeAt(Instant now) {
        return all.stream().filter(secret -> secret.activeAt(now)).toList();
    }

    /// Whether a rotation now would leave three active secrets, so that the oldest must go first.
    public boolean fullAt(Instant now) {
        return activeAt(now).size() >= MAX_ACTIVE;
    }

    /// Puts the new secret first and keeps the newest active one until `now + overlap`. All others
    /// are dropped.
    public SigningSecrets rotate(SigningSecret next, Instant now, Duration overlap) {
        Stream<SigningSecret> previous =
                activeAt(now).stream()
                        .limit(1)
                        .map(secret -> secret.expiringAt(now.plus(overlap)))
                        .filter(secret -> secret.activeAt(now));
        return new SigningSecrets(Stream.concat(Stream.of(next), previous).toList());
    }
}
