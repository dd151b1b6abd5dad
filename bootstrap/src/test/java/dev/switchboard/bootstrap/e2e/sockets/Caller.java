package dev.switchboard.bootstrap.e2e.sockets;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One HTTP connection from a chosen address; all of 127.0.0.0/8 belongs to this machine. It sends
/// exactly the given requests.
final class Caller implements AutoCloseable {

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Caller(String from, int port) throws IOException {
        socket =
                new Socket(
                        InetAddress.ofLiteral("127.0.0.1"), port, InetAddress.ofLiteral(from), 0);
        socket.setSoTimeout((int) SOON.toMillis());
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /// @param head the status line and the headers
    record Reply(String head, String body) {

        int status() {
            return Integer.parseInt(head.substring(9, 12));
        }
    }

    /// @param headers complete lines; a `Host` among them replaces the usual one
    Reply ask(String method, String path, String body, String... headers) throws IOException {
        String lines = String.join("\r\n", headers);
        String host = lines.contains("Host: ") ? "" : "Host: localhost\r\n";
        String request =
                "%s %s HTTP/1.1\r\n%s%sContent-Length: %d\r\n\r\n%s"
                        .formatted(
                                method,
                                path,
                                host,
                                lines.isEmpty() ? "" : lines + "\r\n",
                                body.length(),
                                body);
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        String head = head();
        Matcher length = LENGTH.matcher(head);
        int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
        return new Reply(head, new String(in.readNBytes(bytes), StandardCharsets.UTF_8));
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("The hub hung up after: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
