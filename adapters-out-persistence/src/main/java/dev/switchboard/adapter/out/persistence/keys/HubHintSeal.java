package dev.switchboard.adapter.out.persistence.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.application.port.out.live.HintSeal;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// Seals hints by AES-256-GCM with a key derived for this purpose.
final class HubHintSeal implements HintSeal {

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = NonceSeries.BYTES;
    private static final int TAG_BYTES = 16;
    private static final int TOPIC_BYTES = 12;

    private final List<SecretKey> keys;
    private final MacKey names;
    private final AtomicReference<NonceSeries> series = new AtomicReference<>();

    HubHintSeal(KeyRing ring) {
        this.keys = ring.all().stream().map(key -> key.derive("hints", "AES")).toList();
        this.names = new MacKey(ring, "hint-topics");
        series.set(drawn());
    }

    private NonceSeries drawn() {
        return NonceSeries.of(keys.getFirst(), NonceSeries.MOST);
    }

    @Override
    public byte[] close(byte[] hint) {
        byte[] sealed = new byte[NONCE_BYTES + hint.length + TAG_BYTES];
        nonce(ByteBuffer.wrap(sealed));
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, keys.getFirst(), sealed);
            cipher.doFinal(hint, 0, hint.length, sealed, NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has AES-GCM", e);
        }
    }

    private void nonce(ByteBuffer sealed) {
        NonceSeries with = series.get();
        while (!with.next(sealed)) {
            series.compareAndSet(with, drawn());
            with = series.get();
        }
    }

    @Override
    public Optional<byte[]> open(byte[] sealed) {
        if (sealed.length < NONCE_BYTES + TAG_BYTES) {
            return Optional.empty();
        }
        for (SecretKey key : keys) {
            try {
                return Optional.of(
                        cipher(Cipher.DECRYPT_MODE, key, sealed)
                                .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
            } catch (GeneralSecurityException _) {
                // another key, or none of ours
            }
        }
        return Optional.empty();
    }

    /// @param sealed begins with the nonce
    private static Cipher cipher(int mode, SecretKey key, byte[] sealed)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, sealed, 0, NONCE_BYTES));
        return cipher;
    }

    @Override
    public String topic(String name) {
        return "sb:" + HexFormat.of().formatHex(names.sign(name.getBytes(UTF_8)), 0, TOPIC_BYTES);
    }
}
