package dev.switchboard.adapter.out.persistence.mongo.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.jspecify.annotations.Nullable;

/// One message on the wire: OP_MSG, or the OP_QUERY and OP_REPLY with which a driver and a server
/// greet each other.
final class WireMessage {

    private static final int REPLY = 1;
    private static final int QUERY = 2004;
    private static final int MSG = 2013;

    private static final int HEADER = 16;
    private static final int REPLY_BODY = HEADER + 20;
    private static final int MORE_TO_COME = 2;
    private static final byte BODY_SECTION = 0;

    private final ByteBuffer bytes;

    private WireMessage(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Null at the end of the stream.
    static @Nullable WireMessage readFrom(InputStream in) throws IOException {
        byte[] length = in.readNBytes(Integer.BYTES);
        if (length.length < Integer.BYTES) {
            return null;
        }
        byte[] all = new byte[ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getInt()];
        System.arraycopy(length, 0, all, 0, length.length);
        new DataInputStream(in).readFully(all, length.length, all.length - length.length);
        return new WireMessage(all);
    }

    /// The answer to a request, in the request's form.
    static WireMessage answer(WireMessage request, BsonDocument body) {
        int start = request.opCode() == QUERY ? REPLY_BODY : HEADER + Integer.BYTES + 1;
        ByteBuffer head = ByteBuffer.allocate(start).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(2 * Integer.BYTES, request.id());
        head.putInt(3 * Integer.BYTES, request.opCode() == QUERY ? REPLY : MSG);
        if (request.opCode() == QUERY) {
            head.putInt(REPLY_BODY - Integer.BYTES, 1);
        }
        return assembled(head.array(), body, new byte[0]);
    }

    byte[] bytes() {
        return bytes.array();
    }

    /// A copy of the command or of the answer.
    BsonDocument body() {
        int start = bodyStart();
        return new RawBsonDocument(bytes(), start, bytes.getInt(start))
                .decode(new BsonDocumentCodec());
    }

    WireMessage withBody(BsonDocument body) {
        int start = bodyStart();
        int end = start + bytes.getInt(start);
        byte[] head = new byte[start];
        bytes.get(0, head);
        byte[] tail = new byte[bytes.capacity() - end];
        bytes.get(end, tail);
        return assembled(head, body, tail);
    }

    boolean wantsAnswer() {
        return opCode() != MSG || (bytes.getInt(HEADER) & MORE_TO_COME) == 0;
    }

    private int id() {
        return bytes.getInt(Integer.BYTES);
    }

    private int opCode() {
        return bytes.getInt(3 * Integer.BYTES);
    }

    private int bodyStart() {
        return switch (opCode()) {
            case REPLY -> REPLY_BODY;
            case QUERY -> afterName(HEADER + Integer.BYTES) + 2 * Integer.BYTES;
            case MSG -> bodySection(HEADER + Integer.BYTES) + 1;
            default -> throw new IllegalStateException("No such message is known: " + opCode());
        };
    }

    private int afterName(int start) {
        int at = start;
        while (bytes.get(at) != 0) {
            at++;
        }
        return at + 1;
    }

    private int bodySection(int first) {
        int at = first;
        while (bytes.get(at) != BODY_SECTION) {
            at += 1 + bytes.getInt(at + 1);
        }
        return at;
    }

    private static WireMessage assembled(byte[] head, BsonDocument body, byte[] tail) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head);
        RawBsonDocument raw = new RawBsonDocument(body, new BsonDocumentCodec());
        byte[] encoded = new byte[raw.getByteBuffer().remaining()];
        raw.getByteBuffer().get(encoded);
        all.writeBytes(encoded);
        all.writeBytes(tail);
        WireMessage message = new WireMessage(all.toByteArray());
        message.bytes.putInt(0, message.bytes.capacity());
        return message;
    }

    /// @throws EOFException if the server closes the connection instead
    static WireMessage answerFrom(InputStream server) throws IOException {
        WireMessage answer = readFrom(server);
        if (answer == null) {
            throw new EOFException("The server ended the connection");
        }
        return answer;
    }
}
