package dev.switchboard.adapter.out.persistence.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.secret.Secret;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Encrypts people's words before a store keeps them, and decrypts them: AES-256-GCM with one key
/// per day (UTC). The store keeps these keys, each encrypted with the master key.
///
/// A new [series of nonces][NonceSeries] is drawn each day and whenever one is used up.
public final class BodySeal {

    private static final Logger LOG = LoggerFactory.getLogger(BodySeal.class);
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final String EVERY_RUNTIME = "Every Java runtime has AES-GCM";
    private static final String OWNER = "day-key/";
    private static final int KEY_BITS = 256;
    private static final int NONCE_BYTES = NonceSeries.BYTES;
    private static final int TAG_BYTES = 16;

    /// The growth of a value by encryption.
    public static final int LONGER = NONCE_BYTES + TAG_BYTES;

    private final Settings settings;
    private final Shelf shelf;
    private final long mostCounted;
    private final Map<LocalDate, SecretKey> known = new ConcurrentHashMap<>();

    /// Reused: creating a cipher costs three times as much as encrypting a message.
    private final Queue<Cipher> idle = new ConcurrentLinkedQueue<>();

    private final ReentrantLock renewing = new ReentrantLock();
    private volatile @Nullable Current current;

    public BodySeal(Settings settings, Shelf shelf) {
        this(settings, shelf, NonceSeries.MOST);
    }

    /// @param mostCounted after how many values the nonces get new random bits
    BodySeal(Settings settings, Shelf shelf, long mostCounted) {
        this.settings = settings;
        this.shelf = shelf;
        this.mostCounted = mostCounted;
    }

    /// @param on whether new values are encrypted; encrypted ones are decrypted in any case
    public record Settings(boolean on, SecretCipher cipher, InstantSource clock) {}

    /// The storage of the daily keys.
    public interface Shelf {

        /// The encrypted key of a day.
        Optional<String> find(LocalDate day);

        /// Stores a key durably, unless the day has one.
        ///
        /// @return the key that the day has
        String keep(LocalDate day, String encrypted);

        /// The day whose key encrypts new values.
        ///
        /// @param today by this hub's clock
        default LocalDate dayOfNew(LocalDate today) {
            return today;
        }
    }

    /// An encrypted value and the day of its key.
    ///
    /// @param bytes nonce, ciphertext and tag
    @SuppressWarnings("ArrayRecordComponent") // goes into the store as it is
    public record Sealed(LocalDate day, byte[] bytes) {}

    /// The current key and its nonces.
    private record Current(LocalDate day, SecretKey key, NonceSeries nonces) {}

    /// The owner of a day's key, for the [SecretCipher].
    public static String owner(String day) {
        return OWNER + day;
    }

    public boolean isOn() {
        return settings.on();
    }

    /// @param place the place of the value in the store; it can be decrypted nowhere else
    /// @throws StoreUnavailableException if the day has no key yet and none can be made
    public Sealed close(byte[] value, byte[] place) {
        byte[] sealed = new byte[NONCE_BYTES + value.length + TAG_BYTES];
        Current with = current();
        while (!with.nonces().next(ByteBuffer.wrap(sealed))) {
            with = renewed(with);
        }
        Cipher cipher = apply(Cipher.ENCRYPT_MODE, with.key(), sealed, place);
        try {
            cipher.doFinal(value, 0, value.length, sealed, NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(EVERY_RUNTIME, e);
        }
        idle.offer(cipher);
        return new Sealed(with.day(), sealed);
    }

    private Current current() {
        Current now = current;
        LocalDate today = settings.clock().instant().atOffset(ZoneOffset.UTC).toLocalDate();
        return now != null && !now.day().isBefore(today) ? now : renewed(now);
    }

    private Current renewed(@Nullable Current used) {
        renewing.lock();
        try {
            Current now = current;
            if (now != null && !now.equals(used)) {
                return now;
            }
            LocalDate today = settings.clock().instant().atOffset(ZoneOffset.UTC).toLocalDate();
            LocalDate day = shelf.dayOfNew(today);
            SecretKey key = keyOf(day);
            Current next = new Current(day, key, NonceSeries.of(key, mostCounted));
            current = next;
            return next;
        } finally {
            renewing.unlock();
        }
    }

    private SecretKey keyOf(LocalDate day) {
        SecretKey key = known.get(day);
        if (key != null) {
            return key;
        }
        try {
            return learn(day, shelf.find(day).orElseGet(() -> made(day)));
        } catch (UnreadableSecretException e) {
            throw new StoreUnavailableException("Nothing can be sealed: " + e.getMessage(), e);
        }
    }

    /// Another hub may store its key first.
    private String made(LocalDate day) {
        Secret text = new Secret(Base64.getEncoder().encodeToString(freshKey().getEncoded()));
        String kept = shelf.keep(day, settings.cipher().encrypt(text, owner(day.toString())));
        LOG.info("Messages are sealed with the key of {} from now on", day);
        return kept;
    }

    private static SecretKey freshKey() {
        try {
            KeyGenerator generator = KeyGenerator.getInstance("AES");
            generator.init(KEY_BITS);
            return generator.generateKey();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(EVERY_RUNTIME, e);
        }
    }

    private SecretKey learn(LocalDate day, String encrypted) {
        Secret text = settings.cipher().decrypt(encrypted, owner(day.toString()));
        SecretKey key = new SecretKeySpec(Base64.getDecoder().decode(text.reveal()), "AES");
        known.put(day, key);
        return key;
    }

    /// @param place as passed to [#close]
    /// @throws BrokenSealException if it cannot be decrypted, now or ever
    /// @throws StoreUnavailableException if the store did not return the key
    public byte[] open(Sealed sealed, byte[] place) {
        byte[] bytes = sealed.bytes();
        if (bytes.length < NONCE_BYTES + TAG_BYTES) {
            throw new BrokenSealException("it is cut short");
        }
        Cipher cipher = apply(Cipher.DECRYPT_MODE, knownOrLearnt(sealed.day()), bytes, place);
        try {
            byte[] opened = cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
            idle.offer(cipher);
            return opened;
        } catch (GeneralSecurityException e) {
            throw new BrokenSealException("it was changed, or moved from elsewhere", e);
        }
    }

    private SecretKey knownOrLearnt(LocalDate day) {
        SecretKey key = known.get(day);
        if (key != null) {
            return key;
        }
        String encrypted =
                shelf.find(day)
                        .orElseThrow(() ->
                                new BrokenSealException(
                                        "the key of %s is not there".formatted(day)));
        try {
            return learn(day, encrypted);
        } catch (UnreadableSecretException e) {
            throw new BrokenSealException("its key is of no use: " + e.getMessage(), e);
        }
    }

    /// Takes a cipher for one value, to be returned to the pool unless it fails.
    ///
    /// @param sealed begins with the nonce
    private Cipher apply(int mode, SecretKey key, byte[] sealed, byte[] place) {
        try {
            Cipher taken = idle.poll();
            Cipher cipher = taken == null ? Cipher.getInstance(TRANSFORMATION) : taken;
            cipher.init(
                    mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, sealed, 0, NONCE_BYTES));
            cipher.updateAAD(place);
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(EVERY_RUNTIME, e);
        }
    }

    /// Drops a day's key, which no longer exists.
    public void forget(LocalDate day) {
        known.remove(day);
    }

    /// A place, made from a name.
    public static byte[] place(String name) {
        return name.getBytes(UTF_8);
    }
}
