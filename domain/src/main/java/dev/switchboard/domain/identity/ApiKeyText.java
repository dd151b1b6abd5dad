package dev.switchboard.domain.identity;

import dev.switchboard.domain.digest.Sha256;
import dev.switchboard.domain.secret.Secret;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// The text of an [ApiKey]: `sbk_`, the 11 characters of its id, 43 that hold 256 random bits, and
/// 6 of a checksum, all of `[0-9A-Za-z]`. The checksum proves nothing: it lets scanners of code
/// tell a key from what only looks like one, and saves us the search for mistyped ones.
///
/// What is kept of it is its SHA-256. Slow hashes are for passwords, which can be guessed; nobody
/// guesses 256 bits, and a slow hash would cost each caller what it costs an attacker.
///
/// @param id names the key, and is no secret
/// @param whole as it is sent
public record ApiKeyText(String id, Secret whole) {

    public static final String BEGINNING = "sbk_";

    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());
    private static final int ID = 11;
    private static final int SECRET = 43;
    private static final int CHECKSUM = 6;
    private static final int LENGTH = BEGINNING.length() + ID + SECRET + CHECKSUM;
    private static final Pattern FORM = Pattern.compile("sbk_[0-9A-Za-z]{60}");

    /// @param name 8 random bytes
    /// @param secret 32 random bytes
    public static ApiKeyText of(byte[] name, byte[] secret) {
        String id = digits(new BigInteger(1, name), ID);
        String proven = BEGINNING + id + digits(new BigInteger(1, secret), SECRET);
        return new ApiKeyText(id, new Secret(proven + checksum(proven)));
    }

    /// Empty for what is no key, because of its form or its checksum.
    public static Optional<ApiKeyText> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        String proven = text.substring(0, LENGTH - CHECKSUM);
        if (!text.endsWith(checksum(proven))) {
            return Optional.empty();
        }
        int idEnds = BEGINNING.length() + ID;
        return Optional.of(
                new ApiKeyText(text.substring(BEGINNING.length(), idEnds), new Secret(text)));
    }

    /// How its text begins, for people who look for it in their settings.
    public static String prefix(String id) {
        return BEGINNING + id;
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
