package dev.switchboard.adapter.out.persistence.keys;

import dev.switchboard.domain.secret.ConstantTime;
import dev.switchboard.domain.secret.HmacSha256;
import java.util.List;
import java.util.function.UnaryOperator;

/// A key for one purpose that signs with HMAC-SHA256. Signatures by an older master key are valid
/// as long as that key is configured.
final class MacKey {

    private final List<HmacSha256> keys;

    MacKey(KeyRing keys, String purpose) {
        this.keys =
                keys.all().stream()
                        .map(key -> new HmacSha256(key.derive(purpose, HmacSha256.ALGORITHM)))
                        .toList();
    }

    byte[] sign(byte[] bytes) {
        return keys.getFirst().sign(bytes);
    }

    /// Whether one of the keys produced a signature. Always tries all keys.
    ///
    /// @param form converts a signature into the form to compare
    boolean made(byte[] bytes, UnaryOperator<byte[]> form, byte[] given) {
        return ConstantTime.anyEquals(keys.stream().map(key -> form.apply(key.sign(bytes))), given);
    }
}
