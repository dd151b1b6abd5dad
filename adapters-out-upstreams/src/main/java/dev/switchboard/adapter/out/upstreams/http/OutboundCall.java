package dev.switchboard.adapter.out.upstreams.http;

import dev.switchboard.domain.channel.EndpointUrl;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.jspecify.annotations.Nullable;

/// An outbound call. It knows whether its body was sent, which decides the meaning of a failure; a
/// call without a body can always be repeated.
public class OutboundCall extends HttpUriRequestBase {

    private final EndpointUrl endpoint;
    private volatile boolean left;

    /// @param contentType the type of the body
    OutboundCall(String method, EndpointUrl endpoint, byte @Nullable [] body, String contentType) {
        super(method, ascii(endpoint.uri()));
        this.endpoint = endpoint;
        addHeader(HttpHeaders.USER_AGENT, UserAgent.TEXT);
        if (body != null) {
            setEntity(new LeavingEntity(body, contentType));
        }
    }

    /// @param body sent unchanged, must not be modified afterwards; null for none
    /// @param contentType the type of the body
    public static OutboundCall of(
            String method, EndpointUrl endpoint, byte @Nullable [] body, String contentType) {
        return new OutboundCall(method, endpoint, body, contentType);
    }

    /// Java allows letters of all languages in a path; on the wire they are percent-encoded.
    private static URI ascii(URI uri) {
        String text = uri.toASCIIString();
        return text.length() == uri.toString().length() ? uri : URI.create(text);
    }

    EndpointUrl endpoint() {
        return endpoint;
    }

    /// Whether the peer may have acted on the call. A request whose body was never sent has no
    /// effect.
    boolean left() {
        return left;
    }

    private final class LeavingEntity extends AbstractHttpEntity {

        private final byte[] body;

        LeavingEntity(byte[] body, String contentType) {
            super(contentType, null, false);
            this.body = body;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            left = true;
            out.write(body);
        }

        @Override
        public InputStream getContent() {
            return new ByteArrayInputStream(body);
        }

        @Override
        public long getContentLength() {
            return body.length;
        }

        @Override
        public boolean isStreaming() {
            return false;
        }

        @Override
        public void close() {}
    }
}
