package dev.switchboard.bootstrap.e2e.presence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/// A phone that sends but does not read, until the test reads to the end.
final class StalledPhone implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final int SMALL = 64 * 1024;
    private static final int CLOSE = 0x88;

    private final Socket socket = new Socket();
    private final DataInputStream in;

    StalledPhone(int port) {
        try {
            socket.setReceiveBufferSize(SMALL);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress("localhost", port));
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            socket.getOutputStream()
                    .write(
                            """
                            GET /v1/events HTTP/1.1\r
                            Host: localhost\r
                            Connection: Upgrade\r
                            Upgrade: websocket\r
                            Sec-WebSocket-Version: 13\r
                            Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
                            \r
                            """
                                    .getBytes(UTF_8));
            StringBuilder head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
                head.append((char) in.readUnsignedByte());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends with a mask of zeros, which leaves the text unchanged.
    void says(String text) {
        byte[] payload = text.getBytes(UTF_8);
        try {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeByte(0x81);
            if (payload.length < 126) {
                out.writeByte(0x80 | payload.length);
            } else {
                out.writeByte(0x80 | 126);
                out.writeShort(payload.length);
            }
            out.writeInt(0);
            out.write(payload);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @return the code and the reason of the close
    String readsToItsEnd() {
        try {
            while (true) {
                int type = in.readUnsignedByte();
                byte[] payload = new byte[length()];
                in.readFully(payload);
                if (type == CLOSE) {
                    int code = ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
                    return code + " " + new String(payload, 2, payload.length - 2, UTF_8);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int length() throws IOException {
        int length = in.readUnsignedByte();
        return switch (length) {
            case 126 -> in.readUnsignedShort();
            case 127 -> Math.toIntExact(in.readLong());
            default -> length;
        };
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
