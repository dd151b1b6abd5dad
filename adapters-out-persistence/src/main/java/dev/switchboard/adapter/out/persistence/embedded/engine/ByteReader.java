package dev.switchboard.adapter.out.persistence.embedded.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads the output of a [ByteWriter], in the same order.
///
/// Every method throws [DamagedRecordException] if the bytes cannot be such output.
public final class ByteReader {

    /// The first whole second in microseconds.
    private static final long EARLIEST = Long.MIN_VALUE + 1_000_000;

    private final byte[] bytes;
    private int at;

    public ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    public boolean ended() {
        return at == bytes.length;
    }

    public int octet() {
        need(1);
        return bytes[at++] & 0xff;
    }

    public boolean flag() {
        return octet() != 0;
    }

    public int int32() {
        need(Integer.BYTES);
        int value = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            value = (value << 8) | (bytes[at++] & 0xff);
        }
        return value;
    }

    public long int64() {
        need(Long.BYTES);
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = (value << 8) | (bytes[at++] & 0xff);
        }
        return value;
    }

    public Instant instant() {
        long micros = int64() ^ Long.MIN_VALUE;
        if (micros < EARLIEST) {
            throw new DamagedRecordException("a time is too early to be written again");
        }
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    public long number() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = octet();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new DamagedRecordException("a number does not end");
    }

    public byte[] raw(int length) {
        need(length);
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    /// All remaining bytes.
    public byte[] rest() {
        return raw(bytes.length - at);
    }

    public byte[] block() {
        return raw(size());
    }

    public String text() {
        int length = size();
        need(length);
        at += length;
        return new String(bytes, at - length, length, UTF_8);
    }

    public @Nullable String textIfAny() {
        return flag() ? text() : null;
    }

    public String keyText() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        while (true) {
            int next = octet();
            if (next == 0 && (ended() || bytes[at] != -1)) {
                return text.toString(UTF_8);
            }
            text.write(next);
            at += next == 0 ? 1 : 0;
        }
    }

    /// One of the constants, stored as its ordinal.
    public <E> E choice(E[] constants) {
        int ordinal = octet();
        if (ordinal >= constants.length) {
            throw new DamagedRecordException("a choice is unknown");
        }
        return constants[ordinal];
    }

    private int size() {
        long length = number();
        if (length < 0 || length > bytes.length) {
            throw new DamagedRecordException("a length is wrong");
        }
        return (int) length;
    }

    private void need(int length) {
        if (bytes.length - at < length) {
            throw new DamagedRecordException("it is too short");
        }
    }
}
