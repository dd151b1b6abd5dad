package dev.switchboard.adapter.in.socket.engineio;

import java.io.ByteArrayOutputStream;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.BufferUtil;

/// Reads a request's body without waiting for it.
///
/// Of a body over the limit the rest is read and dropped, within reason: a client that is hung up
/// on while it sends would see a broken connection instead of the answer.
final class Body implements Runnable {

    private static final int WITHIN_REASON = 16;

    private final Content.Source source;
    private final int limit;
    private final Reader reader;
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream(0);
    private long size;

    Body(Content.Source source, int limit, Reader reader) {
        this.source = source;
        this.limit = limit;
        this.reader = reader;
    }

    /// Who wants the body; one of these is called, once.
    interface Reader {
        void complete(byte[] body);

        void tooLarge();

        void broken(Throwable cause);
    }

    void read() {
        run();
    }

    @Override
    public void run() {
        boolean goesOn = true;
        while (goesOn) {
            Content.Chunk chunk = source.read();
            if (chunk == null) {
                source.demand(this);
                return;
            }
            goesOn = take(chunk);
        }
    }

    private boolean take(Content.Chunk chunk) {
        if (Content.Chunk.isFailure(chunk)) {
            reader.broken(chunk.getFailure());
            return false;
        }
        size += chunk.remaining();
        if (size <= limit) {
            parts.writeBytes(BufferUtil.toArray(chunk.getByteBuffer()));
        }
        chunk.release();
        if (chunk.isLast() || size > (long) WITHIN_REASON * limit) {
            finish();
            return false;
        }
        return true;
    }

    private void finish() {
        if (size > limit) {
            reader.tooLarge();
        } else {
            reader.complete(parts.toByteArray());
        }
    }
}
