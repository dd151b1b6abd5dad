package dev.switchboard.application.service.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.application.port.out.cluster.PeerSignatures;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.digest.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Proves that a hub of the same store makes a call, now, to this start of a hub, for a partition
/// in this term. The `Hub` header has its fields in this order, with the signature at the end. It
/// is examined before anything of the body is read: strangers get no memory.
///
/// @param epoch the term in which the called hub owns what the call is about; 0 if it is about
///   nothing that is owned
/// @param second when the call was made, in Unix time
/// @param digest SHA-256 of the body, in hexadecimal digits
record PeerProof(HubId from, HubId to, long epoch, long second, String digest) {

    /// How far the clocks of two hubs may be apart, and how long a call may be on its way.
    static final Duration WINDOW = Duration.ofSeconds(30);

    private static final String SEPARATOR = " ";
    private static final int FIELDS = 6;

    /// Proves a call that is made now.
    static PeerProof of(HubId from, HubId to, long epoch, Instant now, byte[] body) {
        return new PeerProof(from, to, epoch, now.getEpochSecond(), Sha256.hex(body));
    }

    String header(PeerSignatures signatures, String path) {
        byte[] signature = signatures.sign(signed(path));
        return line()
                + SEPARATOR
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    /// Reads a header that is proved to be made for this path.
    ///
    /// @return empty if it is not, or if it is too old or too new
    static Optional<PeerProof> read(
            @Nullable String header, String path, PeerSignatures signatures, Instant now) {
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
                            Long.parseLong(fields[3]),
                            fields[4]);
            byte[] signature = Base64.getUrlDecoder().decode(fields[5]);
            return Optional.of(proof)
                    .filter(each -> signatures.isOurs(each.signed(path), signature))
                    .filter(each -> each.isOf(now));
        } catch (IllegalArgumentException | InvalidValueException _) {
            return Optional.empty();
        }
    }

    /// Whether the call was made with this body.
    boolean covers(byte[] body) {
        return digest.equals(Sha256.hex(body));
    }

    private boolean isOf(Instant now) {
        return Math.abs(Math.subtractExact(now.getEpochSecond(), second)) <= WINDOW.toSeconds();
    }

    private String line() {
        return String.join(SEPARATOR, from.value(), to.value(), "" + epoch, "" + second, digest);
    }

    private byte[] signed(String path) {
        return (line() + "\n" + path).getBytes(UTF_8);
    }
}
