package dev.switchboard.adapter.out.persistence.mongo.cluster;

import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.fakes.FakePartitionOwnership;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.port.out.cluster.HubRegistry;
import dev.switchboard.application.port.out.cluster.PartitionRegistry;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.application.port.out.identity.AccountsContract;
import dev.switchboard.application.port.out.store.StoreHealth;
import dev.switchboard.application.port.out.store.StoreHealth.Condition;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.cluster.ClusterModule;
import dev.switchboard.application.service.cluster.TableKeeper;
import dev.switchboard.application.service.cluster.TableKeeper.Round;
import dev.switchboard.application.service.time.Later;
import dev.switchboard.domain.cluster.Hub;
import dev.switchboard.domain.cluster.HubProtocol;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.Role;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a hub does on the wire while it owns nothing, and what its place in the table costs.
class MongoOwnershipIT implements CommandListener {

    private final List<BsonDocument> commands = new CopyOnWriteArrayList<>();
    private final StartedStore store = StartedStore.ready(this);
    private final FakePartitionOwnership ownership = store.bean(FakePartitionOwnership.class);

    @Override
    public void commandStarted(CommandStartedEvent event) {
        commands.add(event.getCommand().clone());
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private List<BsonDocument> writes() {
        return commands.stream().filter(command -> command.containsKey("writeConcern")).toList();
    }

    @Test
    void sendsNothingForAHubThatOwnsNothing() {
        ownership.end();
        commands.clear();

        assertThatThrownBy(() -> store.ports().journal().append(message().entry()))
                .isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> store.ports().backlog().nextTarget(null))
                .isInstanceOf(StoreUnavailableException.class);

        assertThat(commands).isEmpty();
        ownership.comeBack();
        store.ports().journal().append(message().entry());
        assertThat(writes()).isNotEmpty();
    }

    /// Admins ask a standby how it is, and it must know them.
    @Test
    void findsAccountsMeanwhileAndChangesNone() {
        Accounts accounts = store.bean(Accounts.class);
        Account ada = AccountsContract.account("ada", Role.ADMIN);
        accounts.insert(ada);
        ownership.end();

        assertThat(accounts.find(ada.username())).contains(ada);
        assertThatThrownBy(() -> accounts.remove(ada.username()))
                .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void looksAtItsStoreWithoutAWriteMeanwhile() {
        ownership.end();
        commands.clear();

        Condition condition = store.bean(StoreHealth.class).check();

        assertThat(condition).isInstanceOf(Condition.Ready.class);
        assertThat(commands).isNotEmpty();
        assertThat(writes()).isEmpty();
    }

    @Test
    void costsOneWriteAndTwoReadsForARound() {
        MutableClock clock = new MutableClock();
        TableKeeper keeper =
                ClusterModule.of(
                                store.bean(HubRegistry.class),
                                store.bean(PartitionRegistry.class),
                                new SequentialIds(),
                                new Later((_, _) -> {}, Runnable::run, clock),
                                clock,
                                () -> 0)
                        .keeper()
                        .orElseThrow();
        assertThat(round(keeper)).isEqualTo(new Round.Serving());
        commands.clear();

        assertThat(round(keeper)).isEqualTo(new Round.Serving());

        assertThat(commands).hasSize(3);
        assertThat(writes()).hasSize(1);
    }

    private static Round round(TableKeeper keeper) {
        return keeper.round(id ->
                new Hub(id, "host", "http://host:8000", "1", HubProtocol.CURRENT, null, null));
    }
}
