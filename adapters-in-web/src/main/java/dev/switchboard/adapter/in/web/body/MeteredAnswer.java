package dev.switchboard.adapter.in.web.body;

import dev.switchboard.adapter.in.web.request.SocketPaths;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/// The answer to one request, which fills its [AnswerBudget.Share] once it is too large for the
/// server's own buffer.
final class MeteredAnswer extends HttpServletResponseWrapper {

    /// Less than the server's buffer, so that a refusal can still replace the answer.
    private static final int SMALL = 24 * 1024;

    /// The cost of an answer of unknown length: a page of messages, and the buffers around it.
    private static final int UNKNOWN = 2 * 1024 * 1024;

    private final AnswerBudget.Share share;
    private @Nullable ServletOutputStream stream;

    private MeteredAnswer(HttpServletResponse response, AnswerBudget.Share share) {
        super(response);
        this.share = share;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (stream == null) {
            stream = new MeteredStream(super.getOutputStream());
        }
        return stream;
    }

    private final class MeteredStream extends ServletOutputStream {

        private final ServletOutputStream target;
        private long written;

        MeteredStream(ServletOutputStream target) {
            this.target = target;
        }

        @Override
        public void write(int octet) throws IOException {
            meter(1);
            target.write(octet);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            meter(length);
            target.write(source, offset, length);
        }

        /// An answer with a `Content-Length` that comes in small pieces is read while it is sent:
        /// only the piece is in memory.
        private void meter(int length) {
            written += length;
            if (length > SMALL) {
                share.take(length);
            } else if (written > SMALL && !containsHeader(HttpHeaders.CONTENT_LENGTH)) {
                share.take(UNKNOWN);
            }
        }

        @Override
        public void flush() throws IOException {
            target.flush();
        }

        @Override
        public void close() throws IOException {
            target.close();
        }

        @Override
        public boolean isReady() {
            return target.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            target.setWriteListener(listener);
        }
    }

    /// Gives each answer its share.
    static final class Filter extends OncePerRequestFilter {

        private final AnswerBudget budget;

        Filter(AnswerBudget budget) {
            this.budget = budget;
        }

        /// The answers of sockets' paths are refusals, which are small. A header alone leaves
        /// nothing out: every caller can send it with every request.
        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return SocketPaths.ALL.contains(request.getRequestURI());
        }

        @Override
        protected void doFilterInternal(
                HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            try (AnswerBudget.Share share = budget.new Share(request)) {
                request.setAttribute(AnswerBudget.Share.class.getName(), share);
                chain.doFilter(request, new MeteredAnswer(response, share));
                // The server's buffer alone is left to send.
            }
        }
    }
}
