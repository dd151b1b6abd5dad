package dev.switchboard.adapter.in.web.request;

import dev.switchboard.adapter.in.web.error.ErrorResponder;
import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses bodies over 1 MiB before anything else is looked at. A body that does not say how long
/// it is gets read up to the limit here, so that nobody after us has to count, unless it may be
/// larger: whoever takes that one counts.
public final class BodyLimitFilter extends OncePerRequestFilter {

    private static final int MAX_BYTES = 1024 * 1024;
    private static final int MAX_DISCARDED = 8 * MAX_BYTES;
    private static final int CHUNK = 8 * 1024;

    private final ErrorResponder responder;
    private final LargerBodies larger;

    public BodyLimitFilter(ErrorResponder responder) {
        this(responder, _ -> 0);
    }

    public BodyLimitFilter(ErrorResponder responder, LargerBodies larger) {
        this.responder = responder;
        this.larger = larger;
    }

    /// Which bodies may be larger than others.
    @FunctionalInterface
    public interface LargerBodies {

        /// How many bytes the body of a request may have; 0 for what all may.
        int most(HttpServletRequest request);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long announced = request.getContentLengthLong();
        int exception = larger.most(request);
        if (exception > 0 && announced <= exception) {
            chain.doFilter(request, response);
            hearOut(request);
        } else if (announced > MAX_BYTES) {
            refuse(request, response);
        } else if (announced >= 0) {
            chain.doFilter(request, response);
            hearOut(request);
        } else {
            readAndPass(request, response, chain);
        }
    }

    private void readAndPass(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] body;
        try {
            body = request.getInputStream().readNBytes(MAX_BYTES + 1);
        } catch (SocketTimeoutException _) {
            responder.respond(request, response, Problem.of(ProblemCode.REQUEST_TIMEOUT));
            return;
        }
        if (body.length > MAX_BYTES) {
            refuse(request, response);
        } else {
            chain.doFilter(new BodyReadAhead(request, body), response);
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!waitsToBeTold(request)) {
            hearOut(request);
        }
        responder.respond(request, response, Problem.of(ProblemCode.PAYLOAD_TOO_LARGE));
    }

    /// Sends the answer to a request whose body nobody wants, and then reads what of it is still to
    /// come, if that is little enough: see [#hearOut].
    public static void dismiss(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.flushBuffer();
        if (!waitsToBeTold(request) && request.getContentLengthLong() <= MAX_BYTES) {
            hearOut(request);
        }
    }

    /// Its caller sends the body only when it is asked to.
    private static boolean waitsToBeTold(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.EXPECT) != null;
    }

    /// Whoever was refused early may still be sending: a connection with half a request in it could
    /// not be used again, and would be closed under the caller's next one.
    private static void hearOut(HttpServletRequest request) {
        try {
            ServletInputStream body = request.getInputStream();
            // whoever read all of it did not ask whether that was all
            if (!body.isFinished() && body.read() >= 0) {
                hearOut(body);
            }
        } catch (IOException _) {
            // The caller is gone, and was answered.
        }
    }

    /// A connection that is closed while its caller is still sending takes the answer with it, so
    /// whoever is not far over the limit is read to the end.
    private static void hearOut(InputStream body) throws IOException {
        byte[] chunk = new byte[CHUNK];
        int discarded = 0;
        int read = body.read(chunk);
        while (read >= 0 && discarded < MAX_DISCARDED) {
            discarded += read;
            read = body.read(chunk);
        }
    }

    /// A request whose body has been read already.
    private static final class BodyReadAhead extends HttpServletRequestWrapper {

        private final byte[] body;
        private final Body stream;

        BodyReadAhead(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
            this.stream = new Body(new ByteArrayInputStream(body));
        }

        @Override
        public ServletInputStream getInputStream() {
            return stream;
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        }

        @Override
        public int getContentLength() {
            return body.length;
        }

        @Override
        public long getContentLengthLong() {
            return body.length;
        }

        private static final class Body extends ServletInputStream {

            private final ByteArrayInputStream bytes;

            Body(ByteArrayInputStream bytes) {
                this.bytes = bytes;
            }

            @Override
            public int read() {
                return bytes.read();
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                return bytes.read(target, offset, length);
            }

            @Override
            public boolean isFinished() {
                return bytes.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new UnsupportedOperationException("The whole body is here already");
            }
        }
    }
}
