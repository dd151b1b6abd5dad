package dev.switchboard.application.service.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.application.port.out.cluster.PeerSignatures;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.cluster.HubId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Proves that a hub of the same store makes a call, now, to this start of a hub, for a partition
/// in this term. The `Hub` header has its fields in this order, with the signature at the end.
///
/// @param epoch the term in which the called hub owns what the call is about; 0 if it is about
///   nothing that is owned
/// @param second when the call was made, in Unix time
record PeerProof(HubId from, HubId to, long epoch, long second) {

    /// How far the clocks of two hubs may be apart, and how long a call may be on its way.
    static final Duration WINDOW = Duration.ofSeconds(30);

    private static final String SEPARATOR = " ";
    private static final int FIELDS = 5;

    String header(PeerSignatures signatures, String path, byte[] body) {
        byte[] signature = signatures.sign(signed(path, body));
        return line()
                + SEPARATOR
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    /// Reads a header that is proved to be made for this path and body.
    ///
    /// @return empty if it is not, or if it is too old or too new
    static Optional<PeerProof> of(
            @Nullable String header,
            String path,
            byte[] body,
            PeerSignatures signatures,
            Instant now) {
        String[] fields = header == null ? new String[0] : header.split(SEPARATOR, -1);
        if (fields.length != FIELDS) {
            return Optional.empty();
        }
        try {
            PeerProof proof =
                    new PeerProof(
                            new HubId(fields[0]),
                            new HubId(fields[1]),
                            Long.parseLong(fields[2]),
                            Long.parseLong(fields[3]));
            byte[] signature = Base64.getUrlDecoder().decode(fields[4]);
            return Optional.of(proof)
                    .filter(each -> signatures.isOurs(each.signed(path, body), signature))
                    .filter(each -> each.isOf(now));
        } catch (IllegalArgumentException | InvalidValueException _) {
            return Optional.empty();
        }
    }

    private boolean isOf(Instant now) {
        return Math.abs(Math.subtractExact(now.getEpochSecond(), second)) <= WINDOW.toSeconds();
    }

    private String line() {
        return String.join(SEPARATOR, from.value(), to.value(), "" + epoch, "" + second);
    }

    private byte[] signed(String path, byte[] body) {
        return (line() + "\n" + path + "\n" + HexFormat.of().formatHex(sha256(body)))
                .getBytes(UTF_8);
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
