package dev.switchboard.adapter.in.socket.engineio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/// A connection that sends exactly the given bytes.
final class RawClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final int RECEIVE_BUFFER = 64 * 1024;

    private final Socket socket;

    RawClient(int port) throws IOException {
        socket = new Socket();
        socket.setReceiveBufferSize(RECEIVE_BUFFER);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    /// A WebSocket session, whose open packet has not been read.
    static RawClient webSocket(EngineFixture engine) throws IOException {
        RawClient client = new RawClient(engine.port());
        client.send(
                """
                GET /engine.io/?EIO=4&transport=websocket HTTP/1.1\r
                Host: x\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
                \r
                """);
        client.until("\r\n\r\n");
        return client;
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /// Sends a frame with a mask of zeros, which leaves the payload readable.
    void frame(int firstByte, byte[] payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(firstByte);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else {
            frame.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) payload.length >>> shift) & 0xff);
            }
        }
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        send(frame.toByteArray());
    }

    /// Reads until these characters have come, or the end.
    String until(String mark) throws IOException {
        StringBuilder read = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (read.indexOf(mark) < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            read.append((char) next);
        }
        return read.toString();
    }

    /// Reads frames until a close frame.
    ///
    /// @return its code; -1 if the connection ends without one
    int closeCode() throws IOException {
        try {
            return closeCode(socket.getInputStream());
        } catch (SocketException _) {
            return -1; // the server had not read all
        }
    }

    private static int closeCode(InputStream in) throws IOException {
        while (true) {
            int first = in.read();
            int length = in.read();
            if (length < 0) {
                return -1;
            }
            byte[] payload = in.readNBytes(length == 126 ? ((in.read() << 8) | in.read()) : length);
            if ((first & 0x0f) == 8) {
                return payload.length < 2 ? 1005 : ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
            }
        }
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
