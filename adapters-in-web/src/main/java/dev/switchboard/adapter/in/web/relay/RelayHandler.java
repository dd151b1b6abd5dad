package dev.switchboard.adapter.in.web.relay;

import dev.switchboard.adapter.in.web.request.RelayEndpoint;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

/// Serves plain requests for a [RelayEndpoint] before the servlets, through the [RelayChain]. The
/// servlets, Spring Security and Spring MVC would lead to the same method, at a cost comparable to
/// journaling. Other requests, valid or not, take that usual way, whose filters check more closely.
public final class RelayHandler extends Handler.Abstract {

    private static final String JSON = "application/json";
    private static final Set<String> PLAIN_JSON =
            Set.of(
                    JSON,
                    "application/json; charset=utf-8",
                    "application/json;charset=utf-8",
                    "application/json; charset=UTF-8",
                    "application/json;charset=UTF-8");

    /// As clients name JSON among what they take: any, only that, axios, Spring.
    private static final Set<String> JSON_ACCEPTED =
            Set.of(
                    "*/*",
                    JSON,
                    "application/json, text/plain, */*",
                    "application/json, application/*+json");

    private final Supplier<RelayChain> chain;
    private final Predicate<String> plain;

    /// @param chain asked for with the first request, because the server is set up before the
    ///   endpoints
    /// @param plain whether a header's name or value is one that the usual way accepts
    public RelayHandler(Supplier<RelayChain> chain, Predicate<String> plain) {
        this.chain = SingletonSupplier.of(chain);
        this.plain = plain;
    }

    /// Must be called once, before the server starts. Handlers that are inserted when it starts
    /// come before this one.
    public void putBefore(Server server) {
        server.setHandler(new Handler.Sequence(this, server.getHandler()));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback)
            throws IOException, ServletException {
        RelayEndpoint endpoint = endpoint(request.getHttpURI());
        if (endpoint == null || !isPlain(request)) {
            return false;
        }
        PlainQuery query = PlainQuery.of(request.getHttpURI().getQuery());
        if (query == null) {
            return false;
        }
        PlainRequest asked = new PlainRequest(request, query);
        PlainResponse answer = new PlainResponse(response);
        try (var _ = asked.getInputStream()) {
            chain.get().serve(endpoint, asked, answer);
        }
        answer.send(callback);
        return true;
    }

    private @Nullable RelayEndpoint endpoint(HttpURI uri) {
        // equal only if there is no parameter in the path
        String path = uri.getPath();
        return path == null ? null : chain.get().endpoint(path);
    }

    /// Whether the request is a POST of JSON with a known length whose headers are all ordinary.
    private boolean isPlain(Request request) {
        return HttpMethod.POST.is(request.getMethod())
                && request.getLength() >= 0
                && isJson(request.getHeaders())
                && isOrdinary(request.getHeaders());
    }

    private static boolean isJson(HttpFields headers) {
        List<String> types = headers.getValuesList(HttpHeader.CONTENT_TYPE);
        return types.size() == 1 && PLAIN_JSON.contains(types.getFirst());
    }

    private boolean isOrdinary(HttpFields headers) {
        for (HttpField field : headers) {
            if (isForOthers(field)
                    || !plain.test(field.getName())
                    || !plain.test(Objects.requireNonNullElse(field.getValue(), ""))) {
                return false;
            }
        }
        return true;
    }

    /// Whether only the usual way knows what to do with a header.
    private static boolean isForOthers(HttpField field) {
        return switch (field.getHeader()) {
            case CONTENT_ENCODING, TRANSFER_ENCODING, EXPECT, UPGRADE -> true;
            case ACCEPT -> !JSON_ACCEPTED.contains(field.getValue());
            case null, default -> false;
        };
    }
}
