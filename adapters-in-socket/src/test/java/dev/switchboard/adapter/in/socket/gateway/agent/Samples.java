package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.application.port.in.handoff.ConsoleLine.Held;
import dev.switchboard.application.port.in.handoff.ConsoleLine.Reachable;
import dev.switchboard.application.port.in.handoff.ReadHistory.Former;
import dev.switchboard.application.port.in.handoff.ReadHistory.Formers;
import dev.switchboard.application.port.in.handoff.SearchMessages.Found;
import dev.switchboard.application.port.in.handoff.SearchMessages.Hit;
import dev.switchboard.application.port.in.handoff.SearchMessages.Mark;
import dev.switchboard.application.port.in.handoff.SearchMessages.Place;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.figures.Figures;
import dev.switchboard.domain.figures.Figures.Count;
import dev.switchboard.domain.figures.Spread;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Customer;
import dev.switchboard.domain.handoff.HandoffDetails;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.handoff.Priority;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.ReplyWindow;
import dev.switchboard.domain.handoff.Tags;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.handoff.WrapUp;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import dev.switchboard.domain.search.PieceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Sample values of a desk.
final class Samples {

    static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");
    static final ConversationId CHAT = ConversationId.of("netomi", "c-1");
    static final HandoffId HANDOFF = new HandoffId("ho_" + "0".repeat(24));
    static final LeaseId LEASE = new LeaseId("le_" + "0".repeat(24));
    static final WrapUp WRAP_UP = new WrapUp(CHAT, LEASE, QueueId.DEFAULT, NOW);
    static final AgentId ADA = new AgentId("ada");

    static final Handoff.Waiting WAITING =
            Handoff.begin(
                    new HandoffDetails(
                            HANDOFF,
                            CHAT,
                            TenantId.DEFAULT,
                            "netomi",
                            Target.LIVE_CLIENTS,
                            new Customer("u-1", "Ann", new Content("{\"mail\":\"a@b.c\"}")),
                            "bot_gave_up",
                            NOW,
                            Tags.NONE,
                            Priority.USUAL),
                    0,
                    QueueId.DEFAULT);

    static final Handoff.Offered OFFERED = WAITING.offer(ADA, NOW, NOW.plusSeconds(30));

    private Samples() {}

    /// With its last `seq`. The user may be written to for a day.
    static Held held(long seq) {
        return new Held(
                OFFERED.lease(ADA, LEASE, 4, NOW, NOW.plusSeconds(120)),
                seq,
                said(seq),
                NOW,
                null,
                new Reachable(NOW.plusSeconds(86_400), new ReplyWindow(Duration.ofDays(1))));
    }

    /// What [#held] says of it, besides the lease.
    static String heldJson(long seq) {
        return "'handoffId':'"
                + HANDOFF
                + "','queueId':'default','system':'netomi','customer':{'id':'u-1','name':'Ann'},'tags':[],"
                + "'since':'2026-01-02T03:04:05.678Z','lastText':'text "
                + seq
                + "','lastUserAt':'2026-01-02T03:04:05.678Z',"
                + "'replyUntil':'2026-01-03T03:04:05.678Z','replyWindowSeconds':86400";
    }

    static Figures figures() {
        return new Figures(
                Map.of(Count.ACCEPTED, 3, Count.MISSED, 1, Count.ENDED, 2),
                Map.of(new LabelId("solved"), 1, new LabelId("lost"), 1),
                Figures.NONE.answers(),
                new Spread(Duration.ofMillis(90_900), Duration.ofMinutes(10)));
    }

    /// One of which everything is known, and one of which only the end is left.
    static Formers formers() {
        LabelId solved = new LabelId("solved");
        List<LabelId> vip = List.of(new LabelId("vip"));
        return new Formers(
                List.of(
                        new Former(
                                HANDOFF,
                                QueueId.DEFAULT,
                                ADA,
                                Instant.EPOCH,
                                NOW,
                                solved,
                                vip,
                                3,
                                9),
                        new Former(
                                HANDOFF,
                                null,
                                null,
                                Instant.EPOCH,
                                Instant.EPOCH,
                                null,
                                List.of(),
                                1,
                                1)),
                3L);
    }

    /// One message, and the place behind it.
    static Found found() {
        Hit hit =
                new Hit(
                        recorded(said(3)),
                        OFFERED.details().customer(),
                        "text 3",
                        List.of(new Mark(0, 4)));
        return new Found.Page(List.of(hit), new Place(Instant.EPOCH, new PieceId(CHAT, 3)), true);
    }

    static Recorded recorded(Message message, Delivery... deliveries) {
        return new Recorded(message, List.of(deliveries));
    }

    static Message message(ConversationId conversation, long seq, Party by, String content) {
        return new Message(
                new MessageId("msg_" + "%032x".formatted(seq)),
                conversation,
                seq,
                new Author(
                        by, by == Party.AGENT ? "ada" : by.name().toLowerCase(Locale.ROOT) + "-1"),
                new Content(content),
                null,
                null,
                NOW);
    }

    static Message said(long seq) {
        return message(
                CHAT, seq, Party.USER, "{\"messagePayload\":{\"text\":\"text " + seq + "\"}}");
    }

    static Message step(long seq) {
        return message(
                CHAT,
                seq,
                Party.SYSTEM,
                """
                {"event":"handoff_transferred","handoff":"%s","version":5,"state":"waiting",
                 "owner":{"kind":"queue","id":"default"},"by":"ada","note":"please"}\
                """
                        .formatted(HANDOFF));
    }
}
