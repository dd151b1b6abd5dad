package dev.switchboard.adapter.out.persistence.keys;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/// Nonces for AES-GCM: 64 bits that were drawn for the series, and a 32-bit counter. None repeats
/// within a series, and two series of one key would have to draw the same 64 bits.
final class NonceSeries {

    static final int BYTES = 12;
    static final long MOST = 1L << Integer.SIZE;

    private final long drawn;
    private final long most;
    private final AtomicLong counted = new AtomicLong();

    private NonceSeries(long drawn, long most) {
        this.drawn = drawn;
        this.most = most;
    }

    /// Begins with half of a nonce that the provider draws by itself.
    ///
    /// @param most how many nonces there are, at most [#MOST]
    static NonceSeries of(SecretKey key, long most) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key);
            return new NonceSeries(ByteBuffer.wrap(cipher.getIV()).getLong(), most);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has AES-GCM", e);
        }
    }

    /// Writes the next nonce.
    ///
    /// @return false if there is none: a new series must be drawn
    boolean next(ByteBuffer to) {
        long count = counted.getAndIncrement();
        if (count >= most) {
            return false;
        }
        to.putLong(drawn).putInt((int) count);
        return true;
    }
}
