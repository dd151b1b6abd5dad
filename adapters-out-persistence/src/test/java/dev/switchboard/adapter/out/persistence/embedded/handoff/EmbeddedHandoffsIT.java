package dev.switchboard.adapter.out.persistence.embedded.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.document.DocumentHandoffs;
import dev.switchboard.adapter.out.persistence.document.DocumentTable;
import dev.switchboard.adapter.out.persistence.document.OldDocuments;
import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.embedded.document.ColdTables;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.handoff.HandoffsContract;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.handoff.Handoff.Abandoned;
import dev.switchboard.domain.handoff.Handoff.Customer;
import dev.switchboard.domain.handoff.Handoff.Ended;
import dev.switchboard.domain.handoff.Handoff.Leased;
import dev.switchboard.domain.handoff.Handoff.Offered;
import dev.switchboard.domain.handoff.Handoff.Waiting;
import dev.switchboard.domain.handoff.Handoff.WithBot;
import dev.switchboard.domain.handoff.HandoffDetails;
import dev.switchboard.domain.handoff.HandoffId;
import dev.switchboard.domain.handoff.LeaseId;
import dev.switchboard.domain.handoff.Priority;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.Step;
import dev.switchboard.domain.handoff.Tags;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.Content;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class EmbeddedHandoffsIT extends EngineCase implements HandoffsContract {

    /// Steps of before do not say where the customer was until then.
    private static final String SINCE_LATER = "step.left";

    private static final LeaseId LEASE = new LeaseId("le_%024x".formatted(1));

    @Override
    public Handoffs handoffs() {
        return new DocumentHandoffs(ColdTables.of(TableForm.HANDOFFS, engine()));
    }

    /// In the first version, which stored no way to reach a customer, all were live clients.
    @Test
    void readsWhatTheFirstVersionWrote() {
        byte[] old =
                new ByteWriter(256)
                        .octet(1)
                        .text("ho_00000000000000000000000a")
                        .text(CHAT.value())
                        .text("default")
                        .text("c-1")
                        .text("Cleo")
                        .text("{}")
                        .text("bot_asks")
                        .instant(NOW)
                        .number(1)
                        .octet(0)
                        .instant(NOW)
                        .flag(false)
                        .flag(false)
                        .flag(false)
                        .text("")
                        .octet(1)
                        .text("default")
                        .number(1)
                        .instant(NOW)
                        .number(0)
                        .toBytes();
        byte[] key = new ByteWriter(32).octet(1).keyText(CHAT.value()).toBytes();

        engine().write(batch -> {
            batch.put(Table.HANDOFF, key, old);
            return old;
        });

        HandoffDetails details = handoffs().find(CHAT).orElseThrow().details();
        assertThat(details.system()).isEqualTo("bot");
        assertThat(details.answersTo()).isEqualTo(Target.LIVE_CLIENTS);
        assertThat(details.customer().name()).isEqualTo("Cleo");
    }

    @Test
    void endsWithItsConversation() {
        handoffs().finish(stepFromTheFirstToTheLast());

        endConversation();

        assertThat(handoffs().find(CHAT)).isEmpty();
        assertThat(handoffs().open(null, 10)).isEmpty();
        assertThat(isEmpty(Table.HANDOFF)).isTrue();
    }

    /// It may have begun in the moment of the end.
    @Test
    void staysWhileItIsOpen() {
        Ended over = stepFromTheFirstToTheLast();

        endConversation();

        assertThat(handoffs().open(null, 10)).containsExactly(over);
    }

    private void endConversation() {
        engine().write(batch -> {
            ColdTables.of(TableForm.HANDOFFS, engine()).removeUnlessFlagged(batch, CHAT.value());
            return CHAT;
        });
    }

    @Test
    void readsWhatHubsWroteBeforeThereWereDocuments() {
        putOld(Table.HANDOFF, "/old/handoff.hex");
        assertThat(ColdTables.of(TableForm.HANDOFFS, engine()).all())
                .containsExactlyInAnyOrderElementsOf(OldDocuments.of(TableForm.HANDOFFS));
        Waiting waiting = old("waiting", 1);
        Offered offered =
                old("offered", 2)
                        .offer(BEN, NOW, NOW.plusSeconds(30))
                        .passOver(NOW.plusSeconds(2), "declined")
                        .offer(ANN, NOW.plusSeconds(3), NOW.plusSeconds(33));
        Ended ended = oldLeased("ended").end(oldOrder("e-1", "look"), null, Tags.NONE);
        WithBot withBot = oldLeased("with-bot").toBot(oldOrder("b-1", ""));
        Abandoned abandoned = old("abandoned", 6).abandon(NOW.plusSeconds(4));

        assertThat(handoffs().open(null, 10))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields(SINCE_LATER)
                .containsExactly(abandoned, ended, oldLeased("leased"), offered, waiting);
        assertOld(withBot);
        assertThat(handoffs().erase(ended.conversation())).isFalse();
        assertThat(handoffs().erase(withBot.conversation())).isTrue();
        assertOld(withBot.erased());
        handoffs().finish(ended);
        Leased taken = offered.lease(ANN, LEASE, 7, NOW.plusSeconds(4), NOW.plusSeconds(124));
        assertThat(handoffs().change(offered.version(), taken))
                .isEqualTo(new Handoffs.Changed.Done());

        assertThat(handoffs().open(null, 10))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields(SINCE_LATER)
                .containsExactly(abandoned, oldLeased("leased"), taken, waiting);
        assertOld(ended);
    }

    private void assertOld(Handoff expected) {
        assertThat(handoffs().find(expected.conversation()))
                .get()
                .usingRecursiveComparison()
                .ignoringFields(SINCE_LATER)
                .isEqualTo(expected);
    }

    /// The handoffs in the fixture.
    private static Waiting old(String conversation, int number) {
        HandoffDetails details =
                new HandoffDetails(
                        new HandoffId("ho_%024x".formatted(number)),
                        ConversationId.of("bot", conversation),
                        new TenantId("acme.eu"),
                        "whatsapp",
                        new Target(Target.Kind.USER, "plat/whatsapp"),
                        new Customer("Zo\u00eb", "Cleo", new Content("{\"a\":1}")),
                        "bot_asks",
                        NOW,
                        Tags.NONE,
                        Priority.USUAL);
        return Handoff.begin(details, 0, QueueId.DEFAULT);
    }

    private static Leased oldLeased(String conversation) {
        Leased leased =
                old(conversation, 3).lease(ANN, LEASE, 7, NOW.plusSeconds(3), NOW.plusSeconds(123));
        return leased.with(leased.lease().readUpTo(9));
    }

    private static Step oldOrder(String id, String note) {
        Step.Order order = new Step.Order(id, "fp-" + id);
        return new Step(Step.Kind.TRANSFERRED, NOW.plusSeconds(5), ANN, order, note);
    }

    @Test
    void beginsAnewWhereNobodyCanReadWhatIsThere() {
        Waiting begun = old("waiting", 1);
        handoffs().change(0, begun);
        damage(Table.HANDOFF, "waiting");

        assertThat(handoffs().find(begun.conversation())).isEmpty();
        assertThat(handoffs().change(0, begun)).isEqualTo(new Handoffs.Changed.Done());

        assertThat(handoffs().open(null, 10)).containsExactly(begun);
    }

    @Test
    void walksPastWhatHasAnotherForm() {
        DocumentTable table = ColdTables.of(TableForm.HANDOFFS, engine());
        walksPastWhatCannotBeRead(conversation -> {
            Document there = table.find(conversation.value()).orElseThrow();
            table.write(new DocumentTable.Change.Put(there.append("matter", 7)));
        });
    }

    @Test
    void walksPastWhatIsDamaged() {
        walksPastWhatCannotBeRead(conversation -> damage(Table.HANDOFF, conversation.externalId()));
    }
}
