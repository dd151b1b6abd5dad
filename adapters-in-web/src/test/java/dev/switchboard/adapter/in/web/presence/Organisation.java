package dev.switchboard.adapter.in.web.presence;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.Role;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// An organisation for one test, and its callers.
record Organisation(Hub hub, String name) {

    static final long ANN = 67890;
    static final long BOB = 67891;

    static final String UUID = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";

    /// The example from the original's documentation.
    static final String ACTIVE_CALL =
            """
            {
              "userId": 67890,
              "presence": "ANSWERED",
              "logicalDirection": "Inbound",
              "callChannelUUID": "a1b2c3d4-e5f6-7890-abcd-ef1234567890",
              "availability": "On Call",
              "availabilityStateId": 3,
              "availabilityProfileId": 1
            }\
            """;

    private static final AtomicInteger NAMES = new AtomicInteger();

    static Organisation fresh(Hub hub) {
        return new Organisation(hub, "org_" + NAMES.incrementAndGet());
    }

    /// A caller of this organisation.
    Member member(long user, Role... roles) {
        return new Member(hub.token(new OrgIdentity(name, user), roles));
    }

    Member service() {
        return member(1, Role.SERVICE);
    }

    Member admin() {
        return member(2, Role.ADMIN);
    }

    Member agent() {
        return member(3, Role.AGENT);
    }

    Member supervisor() {
        return member(4, Role.SUPERVISOR);
    }

    /// A caller without an organisation.
    Member outsider(Role... roles) {
        return new Member(hub.token(null, roles));
    }

    Member stranger(Role... roles) {
        return new Member(hub.token(new OrgIdentity("999", ANN), roles));
    }

    /// A caller with another kind of token.
    Member whoShows(String token) {
        return new Member(token);
    }

    final class Member {

        private final String token;

        private Member(String token) {
            this.token = token;
        }

        /// @param path below the organisation's
        Answer ask(String method, String path, String body, String... headers) {
            String whole = "/v1/organisation/" + name + path;
            return new Answer(hub.sendWith(token, method, whole, body, headers));
        }

        Answer get(String path) {
            return ask("GET", path, "");
        }

        Answer put(String path, String body) {
            return ask("PUT", path, body);
        }

        Answer post(String path, String body, String... headers) {
            return ask("POST", path, body, headers);
        }

        Answer patch(String path, String body) {
            return ask("PATCH", path, body);
        }

        Answer delete(String path) {
            return ask("DELETE", path, "");
        }

        Answer me() {
            return new Answer(hub.sendWith(token, "GET", "/v1/user/me", ""));
        }
    }

    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        @Nullable Integer number(String path) {
            return JsonPath.parse(body()).read(path, Integer.class);
        }

        @Nullable String text(String path) {
            return JsonPath.parse(body()).read(path, String.class);
        }

        List<Integer> numbers(String path) {
            return JsonPath.read(body(), path);
        }

        List<String> texts(String path) {
            return JsonPath.read(body(), path);
        }

        @Nullable String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        Answer is(int status) {
            assertThat(status()).as(body()).isEqualTo(status);
            return this;
        }

        /// Asserts a refusal for one field with this reason.
        void refuses(String field, String reason) {
            is(422);
            assertThat(body())
                    .contains(
                            "\"errors\":[{\"field\":\"%s\",\"reason\":\"%s\"}]"
                                    .formatted(field, reason));
        }
    }
}
