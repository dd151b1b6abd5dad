package dev.switchboard.application.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/// A proxy before a server that can be shut in several ways.
public final class Valve extends Proxy {

    public enum Position {
        OPEN,
        /// Open and new connections are cut.
        CUT,
        /// Connections stay open, but no data passes: the server seems never to answer.
        SILENT,
        /// Connections stay open, and data passes to the server alone: its answers are lost.
        UNANSWERED
    }

    private final ByteArrayOutputStream lost = new ByteArrayOutputStream();
    private volatile Position position = Position.OPEN;

    private Valve(InetSocketAddress server) {
        super(server);
    }

    public static Valve before(InetSocketAddress server) {
        Valve valve = new Valve(server);
        valve.open();
        return valve;
    }

    public void turn(Position to) {
        Position before = position;
        position = to;
        if (to == Position.CUT || (to == Position.OPEN && before != Position.OPEN)) {
            // after a pause, open connections are in the middle of an exchange, so they are cut
            cut();
        }
    }

    /// All that servers sent and did not pass.
    public String lost() {
        return lost.toString(UTF_8);
    }

    @Override
    boolean isCut() {
        return position == Position.CUT;
    }

    @Override
    void carry(Socket from, Socket to, boolean answers) {
        Thread.ofVirtual().start(() -> pump(from, to, answers));
    }

    private void pump(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            int read = from.getInputStream().read(buffer);
            while (read >= 0) {
                Position now = position;
                if (now == Position.OPEN || (now == Position.UNANSWERED && !answers)) {
                    to.getOutputStream().write(buffer, 0, read);
                } else if (answers) {
                    lost.write(buffer, 0, read);
                }
                read = from.getInputStream().read(buffer);
            }
        } catch (IOException _) {
            // one side is closed, so the other is closed too
        }
    }

    @Override
    public void close() {
        turn(Position.CUT);
        super.close();
    }
}
