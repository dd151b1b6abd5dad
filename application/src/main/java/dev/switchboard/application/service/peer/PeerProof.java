package dev.switchboard.application.service.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.application.port.out.cluster.PeerSignatures;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.digest.Sha256;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Proves that a hub of the same store makes a call, for the first time, to this start of a hub,
/// for a partition in this term. The `Hub` header has its fields in this order, with the signature
/// at the end. It is examined before anything of the body is read: strangers get no memory.
///
/// @param epoch the term in which the called hub owns what the call is about; 0 if it is about
///   nothing that is owned
/// @param number distinguishes the calls of this start of the calling hub; they rise from 1
/// @param digest SHA-256 of the body, in hexadecimal digits
record PeerProof(HubId from, HubId to, long epoch, long number, String digest) {

    private static final String SEPARATOR = " ";
    private static final int FIELDS = 6;

    static PeerProof of(HubId from, HubId to, long epoch, long number, byte[] body) {
        return new PeerProof(from, to, epoch, number, Sha256.hex(body));
    }

    String header(PeerSignatures signatures, String path) {
        byte[] signature = signatures.sign(signed(path));
        return line()
                + SEPARATOR
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    /// Reads a header that is proved to be made for this path.
    ///
    /// @return empty if it is not
    static Optional<PeerProof> read(
            @Nullable String header, String path, PeerSignatures signatures) {
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
                    .filter(each -> signatures.isOurs(each.signed(path), signature));
        } catch (IllegalArgumentException | InvalidValueException _) {
            return Optional.empty();
        }
    }

    /// Whether the call was made with this body.
    boolean covers(byte[] body) {
        return digest.equals(Sha256.hex(body));
    }

    private String line() {
        return String.join(SEPARATOR, from.value(), to.value(), "" + epoch, "" + number, digest);
    }

    private byte[] signed(String path) {
        return (line() + "\n" + path).getBytes(UTF_8);
    }
}
