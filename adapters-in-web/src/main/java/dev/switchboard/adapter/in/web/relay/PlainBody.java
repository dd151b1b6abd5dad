package dev.switchboard.adapter.in.web.relay;

import dev.switchboard.adapter.in.web.body.BlockingBody;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// Reads the body of a request from Jetty's server. Blocks only for bytes that have not arrived.
/// Used by one thread.
final class PlainBody extends BlockingBody {

    private final Request request;
    private Content.@Nullable Chunk chunk;
    private boolean finished;

    PlainBody(Request request) {
        this.request = request;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!finished) {
            Content.Chunk present = present();
            if (present == null) {
                await();
            } else if (Content.Chunk.isFailure(present)) {
                throw failure(present.getFailure());
            } else {
                int read = present.get(target, offset, length);
                releaseIfEmpty(present);
                if (read > 0) {
                    return read;
                }
            }
        }
        return -1;
    }

    /// Returns the bytes that have arrived and were not read; null if there are none.
    private Content.@Nullable Chunk present() {
        if (chunk == null && !finished) {
            chunk = request.read();
        }
        return chunk;
    }

    private void releaseIfEmpty(Content.Chunk read) {
        if (!read.hasRemaining()) {
            finished = read.isLast();
            chunk = null;
            read.release();
        }
    }

    private void await() throws IOException {
        Semaphore came = new Semaphore(0);
        request.demand(came::release);
        try {
            came.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("Interrupted").initCause(e);
        }
    }

    private static IOException failure(Throwable cause) {
        return cause instanceof IOException known ? known : new IOException(cause);
    }

    @Override
    public int available() {
        Content.Chunk present = present();
        return present == null ? 0 : present.remaining();
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    /// Gives back what was not read.
    @Override
    public void close() {
        Content.Chunk unread = chunk;
        if (unread != null && !Content.Chunk.isFailure(unread)) {
            chunk = null;
            finished |= unread.isLast();
            unread.release();
        }
    }
}
