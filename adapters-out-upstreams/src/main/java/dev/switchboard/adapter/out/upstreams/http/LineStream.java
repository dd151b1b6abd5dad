package dev.switchboard.adapter.out.upstreams.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Receives the lines of an answer without an end.
public interface LineStream {

    /// The peer has begun to answer.
    ///
    /// @return false to stop
    boolean opened();

    /// A line without its terminator, read as UTF-8. While this method runs, nothing else is read,
    /// and the silence limit does not run.
    ///
    /// @return false to stop
    boolean line(String text);

    /// Reads until the answer ends or `lines` stops.
    ///
    /// @param waiting notified before and after each read
    static void read(InputStream in, LineStream lines, Waits waiting) throws IOException {
        byte[] chunk = new byte[Cut.CHUNK];
        Cut cut = new Cut();
        boolean going = lines.opened();
        while (going) {
            waiting.begin();
            int length = in.read(chunk);
            waiting.over();
            if (length < 0) {
                return;
            }
            for (int i = 0; i < length && going; i++) {
                going = chunk[i] == '\n' ? lines.line(cut.take()) : cut.add(chunk[i]);
            }
        }
    }

    /// Measures the silence of a peer.
    interface Waits {

        void begin();

        void over();
    }

    /// The line being read. Its buffer grows with long lines and shrinks again after them, because
    /// there are thousands of streams and most lines are short.
    final class Cut {

        private static final int CHUNK = 512;
        private static final int LONGEST = 1024 * 1024;

        private byte[] bytes = new byte[256];
        private int length;

        private boolean add(byte next) throws IOException {
            if (length == LONGEST) {
                throw new IOException("a line without an end");
            }
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(2 * length, LONGEST));
            }
            bytes[length++] = next;
            return true;
        }

        private String take() {
            int end = length > 0 && bytes[length - 1] == '\r' ? length - 1 : length;
            String line = new String(bytes, 0, end, StandardCharsets.UTF_8);
            bytes = bytes.length > CHUNK ? new byte[256] : bytes;
            length = 0;
            return line;
        }
    }
}
