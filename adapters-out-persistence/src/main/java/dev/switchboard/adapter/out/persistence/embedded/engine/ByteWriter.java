package dev.switchboard.adapter.out.persistence.embedded.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Builds a key or a value. Encodings of fixed length sort like the numbers they encode, for keys;
/// encodings of variable length are short, for values.
public final class ByteWriter {

    private static final int SIGN = 0x80;

    private byte[] bytes;
    private int length;

    /// @param capacity the approximate length
    public ByteWriter(int capacity) {
        bytes = new byte[Math.max(capacity, 16)];
    }

    public byte[] toBytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    public ByteWriter octet(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
        return this;
    }

    public ByteWriter flag(boolean value) {
        return octet(value ? 1 : 0);
    }

    /// Four bytes, big-endian.
    public ByteWriter int32(int value) {
        reserve(Integer.BYTES);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    /// Eight bytes, big-endian. Non-negative numbers sort in order.
    public ByteWriter int64(long value) {
        reserve(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    /// Microseconds since 1970 in eight bytes that sort like the instants.
    public ByteWriter instant(Instant instant) {
        return int64(micros(instant) ^ Long.MIN_VALUE);
    }

    /// Writes as few bytes as the number needs; non-negative numbers only.
    public ByteWriter number(long value) {
        reserve(lengthOf(value));
        long rest = value;
        while (rest >= SIGN || rest < 0) {
            bytes[length++] = (byte) (rest | SIGN);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return this;
    }

    /// The bytes alone, for a reader that knows their number.
    public ByteWriter raw(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }

    /// The bytes after their length.
    public ByteWriter block(byte[] value) {
        return number(value.length).raw(value);
    }

    /// A text in a value.
    public ByteWriter text(String value) {
        return block(value.getBytes(UTF_8));
    }

    /// An optional text in a value.
    public ByteWriter textIfAny(@Nullable String value) {
        return value == null ? flag(false) : flag(true).text(value);
    }

    /// A text in a key: self-terminating, and sorts like its bytes whatever follows it.
    public ByteWriter keyText(String value) {
        for (byte each : value.getBytes(UTF_8)) {
            octet(each);
            if (each == 0) {
                octet(-1);
            }
        }
        return octet(0);
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }

    /// The texts alone, in one array that is made at its length: they may be large.
    public static byte[] texts(String... texts) {
        byte[][] all = new byte[texts.length][];
        int length = 0;
        for (int i = 0; i < texts.length; i++) {
            all[i] = texts[i].getBytes(UTF_8);
            length += lengthOf(all[i].length) + all[i].length;
        }
        ByteWriter writer = new ByteWriter(length);
        for (byte[] text : all) {
            writer.block(text);
        }
        return writer.toBytes();
    }

    /// The number of bytes that [#number] writes.
    private static int lengthOf(long number) {
        int length = 1;
        for (long rest = number >>> 7; rest != 0; rest >>>= 7) {
            length++;
        }
        return length;
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /// The smallest key after all keys with this prefix.
    public static byte[] behind(byte[] prefix) {
        for (int last = prefix.length - 1; last >= 0; last--) {
            if (prefix[last] != -1) {
                byte[] next = Arrays.copyOf(prefix, last + 1);
                next[last]++;
                return next;
            }
        }
        throw new IllegalArgumentException("No key follows a prefix of ones alone");
    }
}
