package dev.switchboard.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.message.AcceptChannelCallback;
import dev.switchboard.application.port.in.message.SendChannelMessage.Result;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.service.message.MessagingSettings.Callbacks;
import dev.switchboard.application.service.message.MessagingSettings.SessionsServer;
import dev.switchboard.domain.delivery.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The database commands of a message, from the request to the answer's mark.
class MongoCommandsIT implements CommandListener {

    private final List<BsonDocument> commands = new CopyOnWriteArrayList<>();
    private final StartedStore store = StartedStore.ready(this);
    private final World world = new World(store.ports(), store.bean(ChannelRegistry.class));
    private final Hub hub = new Hub(world, Runnable::run, Callbacks.PROVEN, SessionsServer.ABSENT);

    @Override
    public void commandStarted(CommandStartedEvent event) {
        commands.add(event.getCommand().clone());
    }

    @AfterEach
    void stop() {
        store.close();
    }

    /// The first message after a start makes its lane read the journal.
    private void warmUp() {
        hub.delivery.sweep();
        hub.send.send(World.keyed("\"0\"", "k0", "f0"));
    }

    @Test
    void takesSixForAMessageWithAKeyAndItsCallback() {
        warmUp();
        commands.clear();

        Result.Settled sent = (Result.Settled) hub.send.send(World.keyed("\"1\"", "k1", "f1"));
        AcceptChannelCallback.Result called = hub.callback.accept(World.answerTo(sent.id(), "2"));
        awaitMark(sent);

        assertThat(called).isEqualTo(AcceptChannelCallback.Result.ACCEPTED);
        assertThat(commands).hasSizeLessThanOrEqualTo(6);
        assertThat(commands)
                .filteredOn(command -> command.containsKey("writeConcern"))
                .hasSizeLessThanOrEqualTo(4);
        assertThat(hub.send.send(World.keyed("\"1\"", "k1", "f1")))
                .isEqualTo(new Result.Answered(sent.id(), ((Result.Answered) sent).body(), true));
    }

    private void awaitMark(Result.Settled sent) {
        List<BsonDocument> before = List.copyOf(commands);
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        store.ports()
                                        .deliveryLog()
                                        .find(sent.id(), Seed.SLACK)
                                        .orElseThrow()
                                        .delivery()
                                instanceof Delivery.Answered);
        commands.removeIf(command -> command.containsKey("find") && !before.contains(command));
    }
}
