package dev.switchboard.adapter.in.web.fakes;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.out.identity.AccessTokens;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// The hub under test, called over HTTP. Its clock stands still until a test advances it.
public final class Hub {

    static final String USUAL_CLIENT = "coppel";

    /// Asks for no upgrade to HTTP/2, like the callers of the busy routes.
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final IntSupplier port;
    private final AccessTokens tokens;
    private final MutableClock clock;

    public Hub(IntSupplier port, AccessTokens tokens, MutableClock clock) {
        this.port = port;
        this.tokens = tokens;
        this.clock = clock;
    }

    public HttpResponse<String> get(String path, Role... roles) {
        return send("GET", path, "", roles);
    }

    public HttpResponse<String> post(String path, String body, Role... roles) {
        return send("POST", path, body, roles);
    }

    /// Sends with a token for the roles, or without a token if there are no roles.
    public HttpResponse<String> send(String method, String path, String body, Role... roles) {
        HttpRequest.Builder request = request(path).method(method, BodyPublishers.ofString(body));
        request.header("Content-Type", "application/json");
        if (roles.length > 0) {
            request.header("Authorization", "Bearer " + token(roles));
        }
        return send(request);
    }

    /// Sends with a given token and further headers: names and values in turn.
    public HttpResponse<String> sendWith(
            String token, String method, String path, String body, String... headers) {
        HttpRequest.Builder request =
                request(path)
                        .method(method, BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + token);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port.getAsInt() + path))
                .timeout(Duration.ofMinutes(1));
    }

    /// A token of `tester`, valid for an hour, for the users of the hub's first client.
    public String token(Role... roles) {
        return token(null, roles);
    }

    /// The same for somebody of an organisation.
    public String token(@Nullable OrgIdentity identity, Role... roles) {
        return token(new Username("tester"), identity, roles);
    }

    /// The same for a named account.
    public String token(Username name, @Nullable OrgIdentity identity, Role... roles) {
        Instant now = clock.instant();
        Account account =
                new Account(
                        name,
                        new Secret("unused"),
                        Arrays.stream(roles).collect(toUnmodifiableSet()),
                        identity,
                        now,
                        "r-1",
                        USUAL_CLIENT);
        return tokens.mint(account, now).reveal();
    }

    public MutableClock clock() {
        return clock;
    }

    public int port() {
        return port.getAsInt();
    }
}
