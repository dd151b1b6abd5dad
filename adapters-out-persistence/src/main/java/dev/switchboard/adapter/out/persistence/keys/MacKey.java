package dev.switchboard.adapter.out.persistence.keys;

import dev.switchboard.domain.secret.ConstantTime;
import dev.switchboard.domain.secret.HmacSha256;
import java.util.List;
import java.util.function.UnaryOperator;

/// A key for one purpose. What an older master key signed is as good as long as that key is there.
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

    /// Whether one of the keys makes what is given.
    ///
    /// @param form makes of a signature what is compared
    boolean made(byte[] bytes, UnaryOperator<byte[]> form, byte[] given) {
        return ConstantTime.anyEquals(keys.stream().map(key -> form.apply(key.sign(bytes))), given);
    }
}
