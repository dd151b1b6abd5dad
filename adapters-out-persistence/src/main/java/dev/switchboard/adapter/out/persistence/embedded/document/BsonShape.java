package dev.switchboard.adapter.out.persistence.embedded.document;

import dev.switchboard.adapter.out.persistence.embedded.engine.DamagedRecordException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The shape of BSON. The driver makes room for any length that it reads, and reads documents
/// within others by recursion without a bound, so a damaged length could take all memory of the
/// hub, and damaged nesting its stack.
final class BsonShape {

    /// Deeper than anything that is stored.
    private static final int DEEPEST = 200;

    private final ByteBuffer bson;

    private BsonShape(byte[] bson) {
        this.bson = ByteBuffer.wrap(bson).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// @throws DamagedRecordException if the bytes are not one document
    static void require(byte[] bson) {
        BsonShape shape = new BsonShape(bson);
        shape.document(0);
        shape.require(!shape.bson.hasRemaining());
    }

    private void document(int depth) {
        int end = bson.position() + number();
        require(depth <= DEEPEST && end >= bson.position() && end <= bson.limit());
        for (byte type = octet(); type != 0; type = octet()) {
            name();
            value(type, depth);
        }
        require(bson.position() == end);
    }

    private void value(byte type, int depth) {
        switch (type) {
            case 0x01, 0x09, 0x11, 0x12 -> skip(Long.BYTES);
            case 0x02, 0x0d, 0x0e -> skip(number());
            case 0x03, 0x04 -> document(depth + 1);
            case 0x05 -> skip(1L + number());
            case 0x06, 0x0a, 0x7f, -1 -> {
                // a type without a value
            }
            case 0x07 -> skip(12);
            case 0x08 -> skip(1);
            case 0x0b -> {
                name();
                name();
            }
            case 0x0c -> {
                skip(number());
                skip(12);
            }
            case 0x0f -> {
                skip(Integer.BYTES);
                skip(number());
                document(depth + 1);
            }
            case 0x10 -> skip(Integer.BYTES);
            case 0x13 -> skip(16);
            default -> require(false);
        }
    }

    private void name() {
        while (octet() != 0) {
            // up to its end
        }
    }

    private byte octet() {
        require(bson.hasRemaining());
        return bson.get();
    }

    private int number() {
        require(bson.remaining() >= Integer.BYTES);
        return bson.getInt();
    }

    private void skip(long length) {
        require(length >= 0 && length <= bson.remaining());
        bson.position(bson.position() + (int) length);
    }

    private void require(boolean sound) {
        if (!sound) {
            throw new DamagedRecordException("its document is cut, or has a length that is none");
        }
    }
}
