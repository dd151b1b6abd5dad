package dev.switchboard.adapter.out.upstreams.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Takes the lines of an answer that goes on and on.
public interface LineStream {

    /// The peer has begun to answer.
    ///
    /// @return false to hear no more
    boolean opened();

    /// A line without its end, read as UTF-8. While this works, nothing else is read, and no time
    /// counts.
    ///
    /// @return false to hear no more
    boolean line(String text);

    /// Reads on until the answer ends, or nobody listens any more.
    ///
    /// @param waiting told before each read; [Waits#over] after it
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

    /// For whoever counts how long nothing comes.
    interface Waits {

        void begin();

        void over();
    }

    /// The line that is being read. It grows with long lines and is small again after them, for
    /// there are thousands of streams and their lines are short.
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
