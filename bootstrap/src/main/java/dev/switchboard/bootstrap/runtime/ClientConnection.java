package dev.switchboard.bootstrap.runtime;

import java.net.SocketTimeoutException;
import java.time.Duration;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.jspecify.annotations.Nullable;

/// An HTTP connection that limits how slowly a client may send a request: 408 for headers that are
/// not complete in time, and for a body that falls behind its rate.
///
/// Time counts only while the hub waits for the client. Between requests, while a request is served
/// and after an upgrade to WebSocket it does not count; a silent connection ends by the idle
/// timeout.
final class ClientConnection extends SerialConnection {

    /// Time for the answer to arrive before the connection closes.
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final RequestProperties pace;
    private @Nullable RequestHandler requests; // set while Jetty's own constructor runs
    private volatile @Nullable String unreadablePath;
    private volatile boolean bodyAwaited;
    private volatile long bytesBefore;

    // Used only by the checking thread.
    private long messages;
    private long bytesSeen;
    private long headersTook;
    private long behind;
    private long sinceCut = -1;

    ClientConnection(
            HttpConfiguration http,
            Connector connector,
            EndPoint endPoint,
            RequestProperties pace) {
        super(http, connector, endPoint);
        this.pace = pace;
    }

    @Override
    protected RequestHandler newRequestHandler() {
        RequestHandler handler = super.newRequestHandler();
        requests = handler;
        return handler;
    }

    @Override
    protected HttpStreamOverHTTP1 newHttpStream(String method, String uri, HttpVersion version) {
        bodyAwaited = false;
        try {
            return new HttpStreamOverHTTP1(method, uri, version) {
                @Override
                public void succeeded() {
                    bytesBefore = getBytesIn();
                    super.succeeded();
                }
            };
        } catch (RuntimeException e) {
            unreadablePath = uri;
            throw e;
        }
    }

    /// The path of a request that Jetty could not decode, which Jetty itself forgets. It selects
    /// the envelope of the refusal.
    @Nullable String unreadablePath() {
        return unreadablePath;
    }

    /// A reader waits for more of the body.
    @Override
    public void asyncReadFillInterested() {
        bodyAwaited = true;
        super.asyncReadFillInterested();
    }

    /// Checks the client's progress. Called periodically, by one thread at a time.
    ///
    /// @param nanos the time since the last check
    void look(long nanos) {
        if (sinceCut >= 0) {
            sinceCut += nanos;
            if (sinceCut >= LAST_WORDS.toNanos()) {
                getEndPoint().close();
            }
        } else if (isLate(nanos)
                && getEndPoint() instanceof AbstractEndPoint endPoint
                && endPoint.getFillInterest().onFail(new Late())) {
            sinceCut = 0;
        }
    }

    private boolean isLate(long nanos) {
        long bytes = getBytesIn();
        long came = bytes - bytesSeen;
        bytesSeen = bytes;
        if (getMessagesIn() != messages || !isInHeaders(bytes)) {
            messages = getMessagesIn();
            headersTook = 0;
        } else {
            headersTook += nanos;
        }
        if (!getParser().inContentState()) {
            behind = 0;
        } else if (bodyAwaited && isFillInterested()) {
            long worth = Math.round(came * 1e9 / pace.bodyRate().toBytes());
            behind = Math.max(0, behind + nanos - worth);
        }
        return headersTook >= pace.headerTimeout().toNanos()
                || behind >= pace.bodyGrace().toNanos();
    }

    /// Line ends before a request count as well: one is enough for any client.
    private boolean isInHeaders(long bytes) {
        HttpParser parser = getParser();
        return parser.inHeaderState() && (!parser.isStart() || bytes > bytesBefore);
    }

    /// Failing the read interest also takes it, so nothing else reads or answers meanwhile.
    @Override
    public void onFillInterestedFailed(Throwable cause) {
        boolean understood = getParser().inHeaderState() && !getParser().isStart();
        if (cause instanceof Late late && requests != null && understood) {
            getParser().close();
            requests.badMessage(late);
        } else {
            super.onFillInterestedFailed(cause);
        }
    }

    /// The client was too slow. A timeout for readers, and a 408 for Jetty.
    private static final class Late extends SocketTimeoutException implements HttpException {

        private static final long serialVersionUID = 1L;
        private static final String REASON = "The request did not come in time";

        private Late() {
            super(REASON);
        }

        @Override
        public int getCode() {
            return HttpStatus.REQUEST_TIMEOUT_408;
        }

        @Override
        public String getReason() {
            return REASON;
        }
    }
}
