package dev.switchboard.adapter.in.web.yalo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.adapter.in.web.fakes.FakeAudit;
import dev.switchboard.adapter.in.web.fakes.FakeChats;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.application.port.in.chat.OpenChats.Connected;
import dev.switchboard.application.port.in.chat.OpenChats.Finished;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.people.Person;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What admins do in place of a bot is audited; what bots do is traffic.
@WebTest
class YaloAuditTest {

    private static final String USER = "5217331175599";
    private static final String FINISH = "/v1/chat/finish/" + USER;
    private static final String REGISTER = "/v1/integrations/webhook/register/whatsapp";
    private static final String REMOVE = "/v1/integrations/webhook/remove/whatsapp";

    private final Hub hub;
    private final FakeChats chats;
    private final FakeAudit audit;

    YaloAuditTest(Hub hub, FakeChats chats, FakeAudit audit) {
        this.hub = hub;
        this.chats = chats;
        this.audit = audit;
    }

    @BeforeEach
    void reset() {
        chats.reset();
        audit.reset();
    }

    private void callAllAs(Role role) {
        hub.post("/v1/chats/connect", YaloSeed.CONNECT_WHATSAPP, role);
        hub.get(FINISH, role);
        hub.send("DELETE", FINISH, "", role);
        hub.post(REGISTER, "", role);
        hub.send("DELETE", REMOVE, "", role);
    }

    @Test
    void knowsWhatAdminsDid() {
        callAllAs(Role.ADMIN);

        assertThat(audit.lines())
                .containsExactly(
                        "tester chat.connect yalo:coppel:" + USER,
                        "tester chat.finish yalo:coppel:" + USER,
                        "tester chat.finish yalo:coppel:" + USER,
                        "tester webhook.register whatsapp client coppel",
                        "tester webhook.remove whatsapp client coppel");
    }

    /// An intent may stay for ever, and the platform's name of a user in it could not be erased.
    @Test
    void knowsWhatAdminsBeginWithoutTheNamesOfUsers() {
        callAllAs(Role.ADMIN);

        String pseudonym = Person.pseudonym(USER);
        assertThat(audit.begun())
                .containsExactly(
                        "tester chat.connect",
                        "tester chat.finish " + pseudonym,
                        "tester chat.finish " + pseudonym,
                        "tester webhook.register whatsapp",
                        "tester webhook.remove whatsapp");
    }

    @Test
    void knowsNothingOfBots() {
        callAllAs(Role.YALO);

        assertThat(chats.finished).hasSize(2);
        assertThat(chats.registeredFor).hasSize(2);
        assertThat(audit.lines()).isEmpty();
        assertThat(audit.begun()).isEmpty();
    }

    @Test
    void knowsThatWhatWasRefusedChangedNothing() {
        chats.connected = new Connected.HasOne();
        chats.end = Finished.HAS_NONE;

        hub.post("/v1/chats/connect", YaloSeed.CONNECT_WHATSAPP, Role.ADMIN);
        hub.get(FINISH, Role.ADMIN);

        assertThat(audit.lines()).isEmpty();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(audit.ended())
                                .containsExactly("chat.connect null", "chat.finish null"));
    }
}
