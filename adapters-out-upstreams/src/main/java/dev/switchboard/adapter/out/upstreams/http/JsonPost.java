package dev.switchboard.adapter.out.upstreams.http;

import dev.switchboard.domain.channel.EndpointUrl;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/// One POST of a JSON body. It knows whether it left, which decides what a failure means.
public final class JsonPost extends HttpUriRequestBase {

    private final EndpointUrl endpoint;
    private volatile boolean left;

    /// @param body UTF-8, sent as it stands; not to be changed any more
    public JsonPost(EndpointUrl endpoint, byte[] body) {
        super("POST", ascii(endpoint.uri()));
        this.endpoint = endpoint;
        setEntity(new LeavingEntity(body));
    }

    /// Java lets letters of all languages stand in a path; on the wire they are percent-encoded.
    private static URI ascii(URI uri) {
        String text = uri.toASCIIString();
        return text.length() == uri.toString().length() ? uri : URI.create(text);
    }

    EndpointUrl endpoint() {
        return endpoint;
    }

    /// Whether the peer may have taken it. A head whose body never left asks for nothing.
    boolean left() {
        return left;
    }

    private final class LeavingEntity extends AbstractHttpEntity {

        private final byte[] body;

        LeavingEntity(byte[] body) {
            super("application/json", null, false);
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
