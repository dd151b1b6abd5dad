package dev.switchboard.domain.identity;

import dev.switchboard.domain.digest.Sha256;
import dev.switchboard.domain.secret.Secret;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// A secret that proves its bearer, as text: a mark for its kind, 11 characters of id, 43
/// characters for 256 random bits, and a checksum of 6; all but the mark of `[0-9A-Za-z]`. The
/// checksum proves nothing. It lets code scanners recognise such secrets and saves us looking up
/// mistyped ones.
///
/// Stores keep its SHA-256. Slow hashes are for passwords, which can be guessed; 256 bits cannot,
/// and a slow hash would cost every caller as much as an attacker.
///
/// @param id identifies it and is no secret
/// @param whole the text as it is sent
public record MarkedSecret(Mark mark, String id, Secret whole) {

    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());
    private static final int ID = 11;
    private static final int SECRET = 43;
    private static final int CHECKSUM = 6;
    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z]{60}");

    /// The kind of a secret.
    public enum Mark {
        /// The text of an [ApiKey].
        API_KEY("sbk_"),
        /// The text of a token that continues a [KeptLogIn].
        REFRESH_TOKEN("sbr_"),
        /// The same for a session of the console. Neither is accepted instead of the other.
        CONSOLE_SESSION("sbc_");

        private final String beginning;

        Mark(String beginning) {
            this.beginning = beginning;
        }

        /// Whether a text claims to be a secret of this kind.
        public boolean isOn(String text) {
            return text.startsWith(beginning);
        }

        /// The beginning of the secret with an id, for people who look for it in their settings.
        public String prefix(String id) {
            return beginning + id;
        }
    }

    /// @param name 8 random bytes
    /// @param secret 32 random bytes
    public static MarkedSecret of(Mark mark, byte[] name, byte[] secret) {
        return of(mark, digits(new BigInteger(1, name), ID), secret);
    }

    private static MarkedSecret of(Mark mark, String id, byte[] secret) {
        String proven = mark.prefix(id) + digits(new BigInteger(1, secret), SECRET);
        return new MarkedSecret(mark, id, new Secret(proven + checksum(proven)));
    }

    /// Another secret with the same id.
    public MarkedSecret with(byte[] secret) {
        return of(mark, id, secret);
    }

    /// Empty if the form or the checksum is wrong.
    public static Optional<MarkedSecret> parse(Mark mark, String text) {
        int idBegins = mark.beginning.length();
        if (!mark.isOn(text) || !FORM.matcher(text.substring(idBegins)).matches()) {
            return Optional.empty();
        }
        String proven = text.substring(0, text.length() - CHECKSUM);
        return text.endsWith(checksum(proven))
                ? Optional.of(
                        new MarkedSecret(
                                mark, text.substring(idBegins, idBegins + ID), new Secret(text)))
                : Optional.empty();
    }

    public String hash() {
        return Sha256.hex(whole.reveal());
    }

    private static String checksum(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.US_ASCII));
        return digits(BigInteger.valueOf(sum.getValue()), CHECKSUM);
    }

    private static String digits(BigInteger number, int length) {
        char[] digits = new char[length];
        BigInteger rest = number;
        for (int i = length - 1; i >= 0; i--) {
            BigInteger[] parts = rest.divideAndRemainder(BASE);
            digits[i] = DIGITS.charAt(parts[1].intValue());
            rest = parts[0];
        }
        return new String(digits);
    }
}
