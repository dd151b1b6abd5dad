package dev.switchboard.adapter.out.upstreams.http;

import dev.switchboard.adapter.out.upstreams.http.CheckedDnsResolver.NameLookup;
import dev.switchboard.adapter.out.upstreams.http.ConnectionPool.IdleConnections;
import dev.switchboard.application.port.out.channel.EgressPolicy.Decision;
import dev.switchboard.application.port.out.time.TimeLimit;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Blocked;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Unavailable;
import dev.switchboard.domain.channel.EndpointUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;

/// Calls peers that may be hostile: only hosts that the rules permit, at the checked address, once,
/// within one time limit for everything, reading no more than necessary.
///
/// It uses HttpClient's minimal client, which has no redirects, cookies, credentials, proxies,
/// decompression or retries to switch off. It uses that client directly, because Spring's
/// RestClient cannot drive it and allocates three times as much per call.
public final class EgressClient implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final int BUFFER = 8 * 1024;
    private static final int SMALL_BUFFER = 1024;

    private final EgressRules rules;
    private final CloseableHttpClient http;
    private final TimeLimit<Cancellable> deadlines;
    private final ReplyReader replies;

    private EgressClient(
            EgressRules rules,
            CloseableHttpClient http,
            TimeLimit<Cancellable> deadlines,
            ReplyReader replies) {
        this.rules = rules;
        this.http = http;
        this.deadlines = deadlines;
        this.replies = replies;
    }

    /// @param timeout the limit of a whole call, including name look-up
    public static EgressClient create(EgressRules rules, Duration timeout, EgressRuntime runtime) {
        TlsSocketStrategy tls = DefaultClientTlsStrategy.createDefault();
        return create(resolver(rules, timeout, runtime), tls, timeout, runtime);
    }

    /// Creates a client for thousands of concurrent [#listen] calls, each of which takes little
    /// memory.
    ///
    /// @param silence how long a stream may be silent
    public static EgressClient forStreams(
            EgressRules rules, Duration silence, EgressRuntime runtime) {
        TlsSocketStrategy tls = DefaultClientTlsStrategy.createDefault();
        return create(resolver(rules, silence, runtime), tls, silence, runtime, SMALL_BUFFER);
    }

    private static CheckedDnsResolver resolver(
            EgressRules rules, Duration timeout, EgressRuntime runtime) {
        return new CheckedDnsResolver(
                rules,
                new TimedLookup(InetAddress::getAllByName, shorter(timeout), runtime.executor()));
    }

    static EgressClient create(
            CheckedDnsResolver resolver,
            TlsSocketStrategy tls,
            Duration timeout,
            EgressRuntime runtime) {
        return create(resolver, tls, timeout, runtime, BUFFER);
    }

    private static EgressClient create(
            CheckedDnsResolver resolver,
            TlsSocketStrategy tls,
            Duration timeout,
            EgressRuntime runtime,
            int buffer) {
        PoolingHttpClientConnectionManager connections =
                ConnectionPool.create(resolver, tls, shorter(timeout), buffer);
        new IdleConnections(connections, runtime).watch();
        return new EgressClient(
                resolver.rules(),
                HttpClients.createMinimal(connections),
                runtime.cutting(timeout),
                new ReplyReader(runtime.clock()));
    }

    private static Duration shorter(Duration timeout) {
        return timeout.compareTo(CONNECT_TIMEOUT) < 0 ? timeout : CONNECT_TIMEOUT;
    }

    /// Sends a call once. Blocks its thread.
    public UpstreamReply send(OutboundCall post) {
        return call(post, replies::read, Blocked::new, cause -> new Unavailable(cause, null, null));
    }

    /// Like [#send], but returns the answer as it came.
    public Exchange exchange(OutboundCall post) {
        return call(post, replies::readWhole, Exchange.Blocked::new, Exchange.Failed::new);
    }

    /// Downloads a file in one attempt.
    ///
    /// @param most the most bytes it may have
    public Download download(OutboundCall call, int most) {
        return call(
                call,
                answer -> replies.readFile(answer, most),
                Download.Blocked::new,
                _ -> new Download.Failed());
    }

    /// Sends a call once and passes on the lines of a 200 answer as they come, on this thread,
    /// until the answer ends or `lines` wants no more. The client's time limit applies to silence.
    ///
    /// @return an answer other than 200; an answered 200 without a text if it ended by itself;
    ///   otherwise the failure
    public Exchange listen(OutboundCall call, LineStream lines) {
        return call(
                call,
                answer -> heard(call, answer, lines),
                Exchange.Blocked::new,
                Exchange.Failed::new);
    }

    private Exchange heard(OutboundCall call, ClassicHttpResponse answer, LineStream lines)
            throws IOException {
        if (answer.getCode() != 200 || answer.getEntity() == null) {
            return replies.readWhole(answer);
        }
        deadlines.finish(call);
        LineStream.read(
                answer.getEntity().getContent(),
                lines,
                new LineStream.Waits() {
                    @Override
                    public void begin() {
                        deadlines.start(call);
                    }

                    @Override
                    public void over() {
                        deadlines.finish(call);
                    }
                });
        return new Exchange.Answered(200, "", "", null);
    }

    private <R> R call(
            OutboundCall post, Reading<R> reading, Supplier<R> blocked, Function<Cause, R> failed) {
        if (rules.judge(post.endpoint()) == Decision.REFUSED) {
            return blocked.get();
        }
        deadlines.start(post);
        CallWatch.began(post);
        try {
            return reading.read(http.executeOpen(hostOf(post), post, null));
        } catch (BlockedHostException _) {
            return blocked.get();
        } catch (IOException _) {
            return failed.apply(causeOf(post));
        } finally {
            deadlines.finish(post);
            post.cancel(); // drops the connection, unless the answer was read to its end
        }
    }

    private interface Reading<R> {
        R read(ClassicHttpResponse answer) throws IOException;
    }

    private static HttpHost hostOf(OutboundCall post) {
        EndpointUrl endpoint = post.endpoint();
        String host = endpoint.host();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new HttpHost(endpoint.secure() ? "https" : "http", bare, endpoint.port());
    }

    private static Cause causeOf(OutboundCall post) {
        if (!post.left()) {
            return Cause.CONNECT;
        }
        return post.isCancelled() ? Cause.TIMEOUT : Cause.BROKEN;
    }

    @Override
    public void close() throws IOException {
        http.close();
    }

    /// Limits the wait for DNS. The system's resolver cannot be interrupted, so it runs on a thread
    /// of its own, which may outlast the call.
    record TimedLookup(NameLookup names, Duration limit, Executor executor) implements NameLookup {

        @Override
        public InetAddress[] lookup(String name) throws UnknownHostException {
            FutureTask<InetAddress[]> task = new FutureTask<>(() -> names.lookup(name));
            executor.execute(task);
            try {
                return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException _) {
                throw new UnknownHostException("no answer from DNS in time");
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new UnknownHostException("interrupted");
            } catch (ExecutionException e) {
                throw unknown(e);
            }
        }

        private static UnknownHostException unknown(ExecutionException cause) {
            UnknownHostException unknown = new UnknownHostException("DNS has no address");
            unknown.initCause(cause);
            return unknown;
        }
    }
}
