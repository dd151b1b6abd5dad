package dev.switchboard.adapter.out.persistence.embedded.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Builds a key or a value. What has a fixed length sorts as the numbers do, for keys; what has not
/// is short, for values.
public final class ByteWriter {

    private static final int SIGN = 0x80;

    private byte[] bytes;
    private int length;

    /// @param capacity about as long as it will be
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

    /// Four bytes, the highest first.
    public ByteWriter int32(int value) {
        reserve(Integer.BYTES);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    /// Eight bytes, the highest first: sorts as numbers from 0 on do.
    public ByteWriter int64(long value) {
        reserve(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    /// Microseconds since 1970 in eight bytes that sort as the instants do.
    public ByteWriter instant(Instant instant) {
        return int64(micros(instant) ^ Long.MIN_VALUE);
    }

    /// As many bytes as the number needs; no negative ones.
    public ByteWriter number(long value) {
        reserve(10);
        long rest = value;
        while (rest >= SIGN || rest < 0) {
            bytes[length++] = (byte) (rest | SIGN);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return this;
    }

    /// The bytes alone, for a reader that knows how many they are.
    public ByteWriter raw(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }

    /// The bytes behind their number.
    public ByteWriter block(byte[] value) {
        return number(value.length).raw(value);
    }

    /// A text of a value.
    public ByteWriter text(String value) {
        return block(value.getBytes(UTF_8));
    }

    /// A text of a value that may be absent.
    public ByteWriter textIfAny(@Nullable String value) {
        return value == null ? flag(false) : flag(true).text(value);
    }

    /// A text of a key: ends where it ends, and sorts as its bytes do whatever stands behind it.
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

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /// The first key behind all that begin with these bytes.
    public static byte[] behind(byte[] prefix) {
        for (int last = prefix.length - 1; last >= 0; last--) {
            if (prefix[last] != -1) {
                byte[] next = Arrays.copyOf(prefix, last + 1);
                next[last]++;
                return next;
            }
        }
        throw new IllegalArgumentException("Nothing stands behind a prefix of ones alone");
    }
}
