package dev.switchboard.adapter.out.persistence.mongo;

import static dev.switchboard.application.port.out.store.EntryDraft.answerTo;
import static dev.switchboard.application.port.out.store.EntryDraft.key;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.delivery.DeliveryLog.Query;
import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.application.port.out.handoff.Handoffs;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.application.port.out.message.Journal.Settled;
import dev.switchboard.application.port.out.message.Journal.Settlement;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.application.port.out.store.StoreHealth;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Answered;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Counts the commands on the wire.
class MongoCostIT implements StoreContract, CommandListener {

    private final List<BsonDocument> commands = new CopyOnWriteArrayList<>();
    private final CountDownLatch allAsked = new CountDownLatch(1);
    private final AtomicBoolean holding = new AtomicBoolean();
    private final StartedStore store = StartedStore.ready(this);

    @Override
    public StorePorts store() {
        return store.ports();
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        commands.add(event.getCommand().clone());
        if (event.getCommandName().equals("update") && holding.getAndSet(false)) {
            try {
                allAsked.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void costsFourWritesForAMessageAndItsAnswer() {
        commands.clear();

        Message question = stored(message());
        settledAtOnce(question, Seed.SLACK);
        Message answer = stored(answerTo(question.id()).keyed(key("token", "f")));
        settledAtOnce(answer, Target.SESSIONS_SERVER);

        assertThat(commands).hasSizeLessThanOrEqualTo(7);
        assertThat(commands)
                .filteredOn(command -> command.containsKey("writeConcern"))
                .hasSizeLessThanOrEqualTo(4);
        assertThat(deliveryOf(question, Seed.SLACK)).isInstanceOf(Answered.class);
    }

    @Test
    void marksAnAnswerByOneLookAtEachDelivery() {
        Message question = stored(message());
        commands.clear();

        stored(answerTo(question.id()).owedTo());
        deliveryOf(question, Seed.SLACK);

        assertThat(commands)
                .filteredOn(command -> command.containsKey("updates"))
                .flatExtracting(command -> command.getArray("updates"))
                .singleElement()
                .satisfies(
                        mark -> assertThat(mark.asDocument().getArray("arrayFilters")).hasSize(1));
    }

    /// A minute of the hub's own work, at the pace of its schedule.
    @Test
    void asksLessThanOnceASecondWhileTheHubIsIdle() {
        Accounts accounts = store.bean(Accounts.class);
        accounts.list();
        commands.clear();

        for (int second = 0; second < 60; second++) {
            if (second % 2 == 0) {
                accounts.list();
            }
            if (second % 5 == 0) {
                store.bean(StoreHealth.class).check();
            }
            if (second % 30 == 0) {
                sweep();
            }
        }

        assertThat(commands).hasSizeLessThanOrEqualTo(60);
    }

    private void sweep() {
        lanes();
        pendingPerTarget();
        store().deliveryLog()
                .list(new Query(null, null, Set.of(State.PARKED), null, null, null, 1000));
        store.bean(Handoffs.class).open(null, 100);
        store.bean(Chats.class).open(null, 100);
    }

    @Test
    void writesTheStepsOfOneMomentTogether() {
        List<Message> messages = InParallel.results(64, i -> stored(message().inSession("s" + i)));
        commands.clear();
        holding.set(true);

        List<CompletableFuture<Settled>> asked =
                messages.stream().map(sent -> settle(sent, Seed.SLACK)).toList();
        allAsked.countDown();

        assertThat(asked).extracting(CompletableFuture::join).containsOnly(new Settled.Done());
        assertThat(commands).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void namesTheConversationInEveryQuestionAndStepOfADelivery() {
        commands.clear();

        Message question = stored(message());
        settledAtOnce(question, Seed.SLACK);
        Message answer = stored(answerTo(question.id()));
        settledAtOnce(answer, Target.SESSIONS_SERVER);
        store().history().messages(answer.conversation(), 0, 10);

        assertThat(commands)
                .filteredOn(command -> !command.getFirstKey().equals("insert"))
                .isNotEmpty()
                .allSatisfy(command ->
                        assertThat(filters(command))
                                .allMatch(filter -> filter.containsKey("conversation")));
    }

    private static List<BsonDocument> filters(BsonDocument command) {
        return command.containsKey("updates")
                ? command.getArray("updates").stream()
                        .map(update -> update.asDocument().getDocument("q"))
                        .toList()
                : List.of(command.getDocument("filter"));
    }

    private void settledAtOnce(Message message, Target target) {
        assertThat(settle(message, target).join()).isEqualTo(new Settled.Done());
    }

    private CompletableFuture<Settled> settle(Message message, Target target) {
        Delivery.Pending owed = Delivery.owed(target, Seed.NOW);
        Attempt attempt =
                new Attempt(1, Seed.NOW, Duration.ofMillis(9), Outcome.DELIVERED, 200, "", false);
        return store().journal()
                .settle(new Settlement(message, 1, owed.delivered(Seed.NOW), attempt))
                .toCompletableFuture();
    }
}
