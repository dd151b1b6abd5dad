package dev.switchboard.adapter.in.web.relay;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// The response to a [PlainRequest]: short, and sent as a whole. See there for what is missing.
final class PlainResponse extends HttpServletResponseWrapper {

    private static final HttpServletResponse NO_CONTAINER =
            NoContainer.of(HttpServletResponse.class);

    private final Response response;
    private final Body body = new Body();
    private boolean sent;

    PlainResponse(Response response) {
        super(NO_CONTAINER);
        this.response = response;
        response.setStatus(HttpStatus.OK_200);
    }

    /// Sends the response, unless it was sent.
    ///
    /// @param callback called when the response is with the operating system
    void send(Callback callback) {
        if (sent) {
            callback.succeeded();
        } else {
            sent = true;
            response.write(true, body.content(), callback);
        }
    }

    /// Sends the response and waits for it. There can be no more of it afterwards.
    @Override
    public void flushBuffer() throws IOException {
        if (!sent) {
            sent = true;
            Content.Sink.write(response, true, body.content());
        }
    }

    @Override
    public boolean isCommitted() {
        return sent;
    }

    @Override
    public void resetBuffer() {
        body.bytes.reset();
    }

    @Override
    public int getStatus() {
        return response.getStatus();
    }

    @Override
    public void setStatus(int status) {
        response.setStatus(status);
    }

    @Override
    public boolean containsHeader(String name) {
        return response.getHeaders().contains(name);
    }

    @Override
    public @Nullable String getHeader(String name) {
        return response.getHeaders().get(name);
    }

    @Override
    public Collection<String> getHeaders(String name) {
        return response.getHeaders().getValuesList(name);
    }

    @Override
    public Collection<String> getHeaderNames() {
        return response.getHeaders().getFieldNamesCollection();
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        response.getHeaders().put(name, value);
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        response.getHeaders().add(name, value);
    }

    @Override
    public @Nullable String getContentType() {
        return getHeader(HttpHeader.CONTENT_TYPE.asString());
    }

    @Override
    public void setContentType(String type) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    }

    @Override
    public void setContentLength(int length) {
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return body;
    }

    private static final class Body extends ServletOutputStream {

        private static final int USUAL = 128;

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL);

        ByteBuffer content() {
            return ByteBuffer.wrap(bytes.toByteArray());
        }

        @Override
        public void write(int one) {
            bytes.write(one);
        }

        @Override
        public void write(byte[] some, int offset, int length) {
            bytes.write(some, offset, length);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException("Requests have threads of their own");
        }
    }
}
