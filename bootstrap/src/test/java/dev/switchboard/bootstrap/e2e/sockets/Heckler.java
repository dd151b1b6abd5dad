package dev.switchboard.bootstrap.e2e.sockets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Random;

/// Connects and sends meaningful and meaningless frames, until it is done or the hub closes the
/// connection; again and again.
final class Heckler implements Runnable {

    /// A text that is in all its frames.
    static final String CANARY = "canary-4711";

    private static final int AT_A_TIME = 50;
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;

    /// The payload's length stands in two bytes after this one.
    private static final int LONGER = 126;

    private static final String[] PACKETS = {
        "3",
        "6" + CANARY,
        "0" + CANARY,
        "43%d[\"" + CANARY + "\"]",
        "40/" + CANARY + ",",
        "42[\"" + CANARY + "\",%d]",
        "42%d[\"" + CANARY + "\"]",
        "42%d[\"ping\",\"" + CANARY + "\"]",
        "42%d[\"authenticate\",{\"authToken\":\"" + CANARY + "\"}]",
        "42%d[\"authenticate\",{\"conversationId\":[\"" + CANARY + "\"]}]",
        "42%d[\"clientMessage\",\"" + CANARY + "\"]",
        "42%d[\"clientMessage\",{\"type\":\"" + CANARY + "\",\"customer_id\":%d}]",
        "42[\"serverMessage\",{\"text\":\"" + CANARY + "\"}]",
    };

    private final int port;
    private final int frames;
    private final Random random;

    /// @param frames the total number of frames
    Heckler(int port, int frames, long seed) {
        this.port = port;
        this.frames = frames;
        this.random = new Random(seed);
    }

    @Override
    public void run() {
        for (int sent = 0; sent < frames; sent += AT_A_TIME) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(PATIENCE_MILLIS);
                enter(socket, "40");
                heckle(socket);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// Opens a WebSocket, and joins a namespace by this packet.
    static void enter(Socket socket, String packet) throws IOException {
        socket.getOutputStream().write(hello(packet));
        StringBuilder heard = new StringBuilder();
        while (heard.indexOf("\"connected\"") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new EOFException("not let in: " + heard);
            }
            heard.append((char) next);
        }
    }

    private static byte[] hello(String packet) {
        ByteArrayOutputStream hello = new ByteArrayOutputStream();
        hello.writeBytes(
                """
                GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r
                Host: localhost\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
                \r
                """
                        .getBytes(UTF_8));
        hello.writeBytes(frame(TEXT, packet.getBytes(UTF_8)));
        return hello.toByteArray();
    }

    /// Even when the hub closes the connection, it sends a close frame and reads to the end.
    private void heckle(Socket socket) {
        ByteArrayOutputStream nonsense = new ByteArrayOutputStream();
        for (int i = 0; i < AT_A_TIME; i++) {
            nonsense.writeBytes(frame());
        }
        nonsense.writeBytes(frame(CLOSE, new byte[0]));
        try {
            socket.getOutputStream().write(nonsense.toByteArray());
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            // closed without a close frame, which is allowed
        }
    }

    private byte[] frame() {
        if (random.nextInt(100) == 0) {
            byte[] noise = new byte[random.nextInt(100)];
            random.nextBytes(noise);
            return frame(random.nextInt(256), noise);
        }
        String packet = PACKETS[random.nextInt(PACKETS.length)];
        return frame(TEXT, packet.formatted(number(), number()).getBytes(UTF_8));
    }

    private int number() {
        return random.nextInt(1_000_000);
    }

    /// A frame with a mask of zeros, which leaves the payload readable.
    private static byte[] frame(int firstByte, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(firstByte);
        if (payload.length < LONGER) {
            frame.write(0x80 | payload.length);
        } else {
            frame.write(0x80 | LONGER);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        return frame.toByteArray();
    }
}
