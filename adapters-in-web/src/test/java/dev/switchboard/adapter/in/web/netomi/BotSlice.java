package dev.switchboard.adapter.in.web.netomi;

import dev.switchboard.adapter.in.web.WebSlice;
import dev.switchboard.adapter.in.web.fakes.FakeAgentHistory;
import dev.switchboard.adapter.in.web.fakes.FakeAudit;
import dev.switchboard.adapter.in.web.fakes.FakeBrowsers;
import dev.switchboard.adapter.in.web.fakes.FakeConversations;
import dev.switchboard.adapter.in.web.fakes.FakeOwn;
import dev.switchboard.adapter.in.web.fakes.FakeRecent;
import dev.switchboard.adapter.in.web.fakes.FakeTenants;
import dev.switchboard.adapter.in.web.fakes.FakeUpstreamToken;
import dev.switchboard.adapter.in.web.request.EndUsers;
import dev.switchboard.adapter.in.web.request.KnownRoutes;
import dev.switchboard.adapter.in.web.request.OrgCaller;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.domain.identity.KeyScope;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/// The bot's endpoints with fakes behind them.
final class BotSlice {

    static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    static final String BEARER = "canary-bearer-01";

    final ScriptedUserMessages messages = new ScriptedUserMessages();
    final ScriptedReplies replies = new ScriptedReplies();
    final FakeUpstreamToken token = new FakeUpstreamToken();
    final FakeRecent recent = new FakeRecent();
    final FakeConversations conversations = new FakeConversations();
    final FakeAgentHistory agents = new FakeAgentHistory();
    final FakeAudit audit = new FakeAudit();
    final FakeOwn own = new FakeOwn();
    final MutableClock clock = new MutableClock(NOW);

    private final MockMvc web;

    BotSlice(String... properties) {
        Map<String, Object> values = new HashMap<>();
        values.put("switchboard.netomi.webhook.bearer-tokens", BEARER + ",canary-bearer-02");
        for (String property : properties) {
            String[] parts = property.split("=", 2);
            values.put("switchboard.netomi." + parts[0], parts[1]);
        }
        this.web =
                WebSlice.with(
                        values,
                        NetomiWebConfiguration.class,
                        messages,
                        replies,
                        token,
                        recent,
                        conversations,
                        agents,
                        new FakeTenants(),
                        audit,
                        clock,
                        own,
                        new FakeBrowsers(),
                        new EndUsers(new FakeBrowsers(), clock),
                        new SequentialIds(),
                        new HubAddress(),
                        new NoRoutes());
    }

    ResultActions perform(MockHttpServletRequestBuilder request) throws Exception {
        return web.perform(request.contentType(MediaType.APPLICATION_JSON));
    }

    /// Performs the request without a content type.
    ResultActions performAsIs(MockHttpServletRequestBuilder request) throws Exception {
        return web.perform(request);
    }

    /// A caller whose token was valid.
    static RequestPostProcessor caller(String name, Role... roles) {
        return callerOf(null, name, roles);
    }

    /// Somebody whose token was good, and named a client.
    static RequestPostProcessor callerOf(@Nullable String client, String name, Role... roles) {
        return request -> {
            request.setUserPrincipal(new ClientsCaller(name, Set.copyOf(List.of(roles)), client));
            for (Role role : roles) {
                request.addUserRole(role.name());
            }
            return request;
        };
    }

    private record ClientsCaller(String getName, Set<Role> roles, @Nullable String client)
            implements OrgCaller {

        @Override
        public @Nullable OrgIdentity identity() {
            return null;
        }

        @Override
        public @Nullable String org() {
            return null;
        }

        @Override
        public KeyScope scope() {
            return KeyScope.everything();
        }

        @Override
        public boolean isLocal() {
            return true;
        }
    }

    private static final class HubAddress implements Supplier<URI> {
        @Override
        public URI get() {
            return URI.create("https://hub.example");
        }
    }

    private static final class NoRoutes implements KnownRoutes {
        @Override
        public Set<String> methods(HttpServletRequest request) {
            return Set.of();
        }
    }
}
