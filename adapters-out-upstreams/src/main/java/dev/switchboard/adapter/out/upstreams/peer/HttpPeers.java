package dev.switchboard.adapter.out.upstreams.peer;

import dev.switchboard.application.port.out.cluster.Peers;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.PeerAnswer;
import dev.switchboard.domain.cluster.PeerAnswer.Status;
import dev.switchboard.domain.cluster.PeerCall;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslOptions;

/// Calls other hubs over connections that stay open. Their addresses come from the database of the
/// hubs, so they may be private; a redirect is an answer like any other.
final class HttpPeers implements Peers, AutoCloseable {

    /// More than calls of a hub whose store is slow.
    private static final int CONNECTIONS_PER_PEER = 512;

    private static final Duration TO_CONNECT = Duration.ofSeconds(1);
    private static final TimeValue REST_BEFORE_CHECK = TimeValue.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(HttpPeers.class);

    private final CloseableHttpClient client;

    /// The addresses whose last call failed because of a certificate.
    private final Set<String> untrusted = ConcurrentHashMap.newKeySet();

    private final Map<HttpPost, HubId> underWay = new ConcurrentHashMap<>();
    private final String scheme;

    private HttpPeers(String scheme, PoolingHttpClientConnectionManagerBuilder connections) {
        this.scheme = scheme;
        this.client =
                HttpClients.createMinimal(
                        connections
                                .setMaxConnPerRoute(CONNECTIONS_PER_PEER)
                                .setMaxConnTotal(Integer.MAX_VALUE)
                                .setDefaultConnectionConfig(
                                        ConnectionConfig.custom()
                                                .setConnectTimeout(Timeout.of(TO_CONNECT))
                                                .setValidateAfterInactivity(REST_BEFORE_CHECK)
                                                .build())
                                .build());
    }

    /// Calls that are not encrypted, of hubs that want no other.
    static HttpPeers plain() {
        return new HttpPeers("http:", PoolingHttpClientConnectionManagerBuilder.create());
    }

    /// Calls over TLS and no others: each side shows a certificate, and the called hub's names its
    /// host.
    static HttpPeers trusting(SslBundle bundle) {
        SslOptions options = bundle.getOptions();
        return new HttpPeers(
                "https:",
                PoolingHttpClientConnectionManagerBuilder.create()
                        .setTlsSocketStrategy(
                                new DefaultClientTlsStrategy(
                                        bundle.createSslContext(),
                                        options.getEnabledProtocols(),
                                        options.getCiphers(),
                                        null,
                                        HostnameVerificationPolicy.BUILTIN,
                                        null)));
    }

    @Override
    public Reply call(PeerCall call, Duration limit) {
        if (!call.address().startsWith(scheme)) {
            return new Reply.Unreached();
        }
        HttpPost post = new HttpPost(call.address() + call.path());
        post.setConfig(
                RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(TO_CONNECT))
                        .setResponseTimeout(Timeout.of(limit))
                        .build());
        post.setHeader("Hub", call.proof());
        post.setEntity(new ByteArrayEntity(call.body(), ContentType.APPLICATION_JSON));
        underWay.put(post, call.to());
        try {
            PeerAnswer answer = client.execute(post, HttpPeers::answer);
            untrusted.remove(call.address());
            return new Reply.Answered(answer);
        } catch (SSLHandshakeException | SSLPeerUnverifiedException e) {
            tell(call.address(), e);
            return new Reply.Unreached();
        } catch (ConnectException
                | ConnectTimeoutException
                | ConnectionRequestTimeoutException
                | NoRouteToHostException
                | UnknownHostException _) {
            return new Reply.Unreached();
        } catch (IllegalStateException _) {
            return new Reply.Unreached(); // this hub ends, and has closed its connections
        } catch (IOException _) {
            return new Reply.Unanswered();
        } finally {
            underWay.remove(post);
        }
    }

    @Override
    public void giveUp(HubId hub) {
        underWay.forEach((post, to) -> {
            if (to.equals(hub)) {
                post.abort();
            }
        });
    }

    /// Tells once of each hub, until it answers again.
    private void tell(String address, SSLException failure) {
        if (untrusted.add(address)) {
            LOG.atWarn()
                    .addKeyValue("action", "peer_untrusted")
                    .addKeyValue("address", address)
                    .log(
                            "The hub at {} cannot be called: one of the two does not trust the"
                                    + " other's certificate ({})",
                            address,
                            failure.getMessage());
        }
    }

    private static PeerAnswer answer(ClassicHttpResponse response) throws IOException {
        Status status = Status.of(response.getCode()).orElse(Status.FAILED);
        byte[] body =
                response.getEntity() == null
                        ? new byte[0]
                        : EntityUtils.toByteArray(response.getEntity());
        return new PeerAnswer(status, body);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
