package dev.switchboard.adapter.in.socket.gateway.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.engineio.CloseReason;
import dev.switchboard.adapter.in.socket.gateway.customer.CustomerHandler.CustomerLine;
import dev.switchboard.adapter.in.socket.gateway.netomi.Authentication;
import dev.switchboard.adapter.in.socket.gateway.netomi.NetomiEvents;
import dev.switchboard.application.fakes.FakeMediaLinks;
import dev.switchboard.application.port.in.identity.ProveIdentity;
import dev.switchboard.application.port.in.session.ClientLine.ClientEvent;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.session.Offered;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class CustomerLineTest {

    private static final Message ANSWER =
            new Message(
                    new MessageId("msg_0123456789abcdef0123456789abcdef"),
                    ConversationId.of("netomi", "c-1"),
                    5,
                    new Author(Party.BOT, "netomi"),
                    new Content("{\"data\":{}}"),
                    null,
                    null,
                    Instant.EPOCH);

    private final FakeClients clients = new FakeClients();
    private final FakeSocket socket = new FakeSocket("s1", "no attributes");
    private final ProveIdentity nobody = _ -> new ProveIdentity.Result.Rejected();
    private final CustomerLine line =
            new CustomerLine(
                    socket,
                    new Systems(
                            List.of(
                                    new NetomiEvents(
                                            new Authentication(
                                                    nobody, new FakeBrowsers(), clients, clients),
                                            new AgentRenderer(new FakeMediaLinks()),
                                            Clock.systemUTC()))),
                    clients);

    @ParameterizedTest
    @EnumSource
    void tellsWhatBecameOfAPush(Offered offered) {
        socket.answering(offered);

        assertThat(line.push(ANSWER, false)).isEqualTo(offered);
    }

    @Test
    void takesAnyAckForAConfirmation() {
        line.push(ANSWER, false);

        socket.acks().getFirst().acked(List.of());

        assertThat(clients.acknowledged).containsExactly(5L);
    }

    @Test
    void doesNotTakeARefusalForAConfirmation() {
        line.push(ANSWER, false);

        socket.acks().getFirst().acked(List.of(JsonMapper.shared().readTree("{\"ok\":false}")));

        assertThat(clients.acknowledged).isEmpty();
    }

    @Test
    void saysNothingOfWhatItsSystemHasNoWordsFor() {
        line.tell(new ClientEvent.Slow(ANSWER));

        assertThat(socket.emitted()).isEmpty();
    }

    @Test
    void endsWhenAnotherConnectionTakesOver() {
        line.replaced();

        assertThat(socket.closed()).isEqualTo(CloseReason.REPLACED);
    }
}
