package dev.switchboard.adapter.out.persistence.mongo;

import static dev.switchboard.application.port.out.store.EntryDraft.answerTo;
import static dev.switchboard.application.port.out.store.EntryDraft.key;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.store.EntryDraft;
import dev.switchboard.domain.delivery.ParkReason;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// D1, D3, D4: checks the commands on the wire.
class MongoDurabilityIT implements CommandListener {

    private static final Set<String> WRITES = Set.of("insert", "update", "delete", "findAndModify");

    private final List<BsonDocument> commands = new CopyOnWriteArrayList<>();
    private final StartedStore store = StartedStore.ready(this);
    private final Journal journal = store.bean(Journal.class);

    @Override
    public void commandStarted(CommandStartedEvent event) {
        commands.add(event.getCommand().clone());
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void journalsInOneInsertThatWaitsForTheDisksOfAMajority() {
        commands.clear();

        journal.append(message().keyed(key("k", "f")).entry());

        assertThat(named("insert"))
                .singleElement()
                .satisfies(insert -> {
                    BsonDocument stored = insert.getArray("documents").get(0).asDocument();
                    assertThat(stored.keySet()).contains("seq", "key", "deliveries");
                    assertThat(waitsForTheDisksOfAMajority(insert)).isTrue();
                });
    }

    @Test
    void writesEverythingElseAsDurably() {
        EntryDraft question = message();
        Journal.Entry entry = question.entry();
        journal.append(entry);
        journal.append(answerTo(entry.id()).entry());
        journal.append(message().entry());
        journal.parkPending(Seed.SLACK, ParkReason.CHANNEL_DELETED, Seed.NOW);

        assertThat(commands)
                .filteredOn(command -> WRITES.contains(command.getFirstKey()))
                .hasSizeGreaterThan(4)
                .allMatch(MongoDurabilityIT::waitsForTheDisksOfAMajority);
    }

    @Test
    void confirmsARepeatByAReadThatCannotBeRolledBack() {
        journal.append(message().keyed(key("k", "f")).entry());
        commands.clear();

        journal.append(message().keyed(key("k", "f")).entry());

        assertThat(named("find"))
                .filteredOn(find -> find.getDocument("filter").containsKey("key.key"))
                .singleElement()
                .satisfies(find ->
                        assertThat(find.getDocument("readConcern").get("level"))
                                .isEqualTo(new BsonString("majority")));
    }

    @Test
    void takesNoPlaceBehindAMessageThatCouldBeRolledBack() {
        journal.append(message().entry());
        commands.clear();

        journal.append(message().entry());

        assertThat(named("find"))
                .isNotEmpty()
                .allSatisfy(find ->
                        assertThat(find.getDocument("readConcern").get("level"))
                                .isEqualTo(new BsonString("majority")));
    }

    private List<BsonDocument> named(String command) {
        return commands.stream().filter(sent -> sent.getFirstKey().equals(command)).toList();
    }

    private static boolean waitsForTheDisksOfAMajority(BsonDocument command) {
        BsonDocument concern = command.getDocument("writeConcern", new BsonDocument());
        return new BsonString("majority").equals(concern.get("w"))
                && concern.containsKey("j")
                && concern.getBoolean("j").getValue();
    }
}
