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
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Seals what people say before a store keeps it, and opens it again: AES-256-GCM under the key of
/// the day (UTC). The store keeps these keys, each encrypted under the master key.
///
/// A nonce is 64 random bits, drawn for each day and whenever 32 bits of counting are used up, and
/// then that count. So none comes twice within a process, and hubs that share a key would have to
/// draw the same 64 bits.
public final class BodySeal {

    private static final Logger LOG = LoggerFactory.getLogger(BodySeal.class);
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final String EVERY_RUNTIME = "Every Java runtime has AES-GCM";
    private static final String OWNER = "day-key/";
    private static final int KEY_BITS = 256;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;

    /// By how much a value grows.
    public static final int LONGER = NONCE_BYTES + TAG_BYTES;

    private static final long MOST_COUNTED = 1L << Integer.SIZE;

    private final Settings settings;
    private final Shelf shelf;
    private final long mostCounted;
    private final Map<LocalDate, SecretKey> known = new ConcurrentHashMap<>();

    /// To make one costs three times as much as to seal a message with it.
    private final Queue<Cipher> idle = new ConcurrentLinkedQueue<>();

    private final ReentrantLock renewing = new ReentrantLock();
    private volatile @Nullable Current current;

    public BodySeal(Settings settings, Shelf shelf) {
        this(settings, shelf, MOST_COUNTED);
    }

    /// @param mostCounted after how many values new bits are drawn for nonces
    BodySeal(Settings settings, Shelf shelf, long mostCounted) {
        this.settings = settings;
        this.shelf = shelf;
        this.mostCounted = mostCounted;
    }

    /// @param on whether new values are sealed; sealed ones are opened in any case
    public record Settings(boolean on, SecretCipher cipher, InstantSource clock) {}

    /// Where the keys stand.
    public interface Shelf {

        /// The encrypted key of a day.
        Optional<String> find(LocalDate day);

        /// Makes a key durable, unless the day has one.
        ///
        /// @return the one that the day has
        String keep(LocalDate day, String encrypted);

        /// The day whose key seals what is new.
        ///
        /// @param today by the clock of this hub
        default LocalDate dayOfNew(LocalDate today) {
            return today;
        }
    }

    /// A value that only the key of a day opens.
    ///
    /// @param bytes nonce, ciphertext and tag
    @SuppressWarnings("ArrayRecordComponent") // goes into the store as it is
    public record Sealed(LocalDate day, byte[] bytes) {}

    /// The key that seals what is new, and the nonces that are left of one drawing.
    private record Current(LocalDate day, SecretKey key, long drawn, AtomicLong counted) {}

    /// Whose secret the key of a day is, to the [SecretCipher].
    public static String owner(String day) {
        return OWNER + day;
    }

    public boolean isOn() {
        return settings.on();
    }

    /// @param place where the value will stand; it is opened nowhere else
    /// @throws StoreUnavailableException if the day has no key yet and none can be made
    public Sealed close(byte[] value, byte[] place) {
        Current with = current();
        long count = with.counted().getAndIncrement();
        while (count >= mostCounted) {
            with = renewed(with);
            count = with.counted().getAndIncrement();
        }
        byte[] sealed = new byte[NONCE_BYTES + value.length + TAG_BYTES];
        ByteBuffer.wrap(sealed).putLong(with.drawn()).putInt((int) count);
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
            Current next = new Current(day, key, drawn(key), new AtomicLong());
            current = next;
            return next;
        } finally {
            renewing.unlock();
        }
    }

    /// The first half of what the provider draws for a nonce where none is given.
    private static long drawn(SecretKey key) {
        try {
            Cipher cipher = Cipher.getInstance(TRANSFORMATION);
            cipher.init(Cipher.ENCRYPT_MODE, key);
            return ByteBuffer.wrap(cipher.getIV()).getLong();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(EVERY_RUNTIME, e);
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

    /// Whoever else makes one now may be quicker.
    private String made(LocalDate day) {
        Secret text = new Secret(Base64.getEncoder().encodeToString(freshKey().getEncoded()));
        String kept = shelf.keep(day, settings.cipher().encrypt(text, owner(day.toString())));
        LOG.info("What is said is sealed with the key of {} from now on", day);
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

    /// @param place as it was closed for
    /// @throws BrokenSealException if it cannot be opened, now or later
    /// @throws StoreUnavailableException if the store did not tell the key
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

    /// A cipher for one value, to be given back unless it fails.
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

    /// The key of a day is not there any more: forgets it.
    public void forget(LocalDate day) {
        known.remove(day);
    }

    /// For those who put a place together.
    public static byte[] place(String name) {
        return name.getBytes(UTF_8);
    }
}
