package dev.switchboard.adapter.in.web.pega;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.json.UnreadableJsonException;
import dev.switchboard.application.port.in.message.AcceptReply;
import dev.switchboard.application.port.in.message.RelayEphemeralEvents;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.fuzz.Fuzz;
import dev.switchboard.domain.fuzz.Seeds;
import dev.switchboard.domain.message.Content;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A desk's message is filed character by character, whatever else it has, or is refused.
class PegaBodyFuzzTest {

    private static final Target DESK = new Target(Target.Kind.DESK, "pega/default");

    private final List<Content> filed = new ArrayList<>();
    private final AcceptReply replies =
            reply -> {
                assertThat(reply.filedUnder().origin()).isEqualTo("pega");
                filed.add(reply.content());
                return new AcceptReply.Result.Accepted();
            };
    private final RelayEphemeralEvents hints =
            new RelayEphemeralEvents() {
                @Override
                public boolean fromUser(UserEvent event) {
                    throw new AssertionError("A desk is no user");
                }

                @Override
                public void toClients(ConversationId conversation, Content content) {
                    filed.add(content);
                }
            };
    private final PegaWebhookController controller = new PegaWebhookController(replies, hints);

    @Test
    void filesWhatItTakes() {
        Fuzz.of("messages of desks")
                .seeds(Seeds.in("bot-bodies"))
                .words("\"customer_id\":", "\"customer\":{\"id\":", "\"type\":", "\"csr_name\":")
                .refusedBy(UnreadableJsonException.class)
                .bytes(body -> {
                    filed.clear();
                    assertThat(
                                    controller
                                            .acceptPegaMessage(DESK, new ByteArrayInputStream(body))
                                            .getStatusCode()
                                            .value())
                            .isEqualTo(200);
                    filed.forEach(content -> assertThat(content.bytes()).isEqualTo(body.length));
                    return !filed.isEmpty();
                });
    }
}
