package dev.switchboard.scenario.live;

import dev.switchboard.adapter.out.persistence.StoreRunner;
import dev.switchboard.application.fakes.FakeMediaLinks;
import dev.switchboard.application.fakes.InMemoryAccounts;
import dev.switchboard.application.fakes.InMemoryAgentSessions;
import dev.switchboard.application.fakes.InMemoryAuditLog;
import dev.switchboard.application.fakes.InMemoryChats;
import dev.switchboard.application.fakes.InMemoryClaims;
import dev.switchboard.application.fakes.InMemoryClientSessions;
import dev.switchboard.application.fakes.InMemoryCountedSteps;
import dev.switchboard.application.fakes.InMemoryDeskSessions;
import dev.switchboard.application.fakes.InMemoryDrafts;
import dev.switchboard.application.fakes.InMemoryEraser;
import dev.switchboard.application.fakes.InMemoryErasures;
import dev.switchboard.application.fakes.InMemoryGoals;
import dev.switchboard.application.fakes.InMemoryHandoffs;
import dev.switchboard.application.fakes.InMemoryLabelLists;
import dev.switchboard.application.fakes.InMemoryMediaFiles;
import dev.switchboard.application.fakes.InMemoryMessageIndex;
import dev.switchboard.application.fakes.InMemoryOrganisations;
import dev.switchboard.application.fakes.InMemoryStore;
import dev.switchboard.application.fakes.InMemoryUserNames;
import dev.switchboard.application.fakes.InMemoryWaitingParts;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.fakes.RecordedActs;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.port.out.search.MessageIndex;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.application.port.out.upstream.AgentDesk;
import dev.switchboard.application.service.people.PeopleModule;
import dev.switchboard.scenario.HeldJournal;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;

/// The parts that outlive a run of the hub: the store, the bot and time.
final class LiveWorld {

    final MutableClock clock;
    final Outage outage = new Outage();
    final StorePorts store;
    final HeldJournal journal;
    final SlowSearch untaken;
    final InMemoryClaims claims;
    final InMemoryUserNames names;
    final InMemoryClientSessions sessions = new InMemoryClientSessions(outage);
    final InMemoryAgentSessions agentSessions = new InMemoryAgentSessions(outage);
    final InMemoryWaitingParts parts = new InMemoryWaitingParts(outage);
    final InMemoryHandoffs handoffs = new InMemoryHandoffs(outage);
    final InMemoryOrganisations organisations = new InMemoryOrganisations(outage);
    final InMemoryEraser eraser;
    final InMemoryDrafts drafts = new InMemoryDrafts(outage);
    final InMemoryLabelLists labels = new InMemoryLabelLists(outage);

    /// Of the store of steps alone.
    final Outage uncounted = new Outage();

    final InMemoryCountedSteps counted = new InMemoryCountedSteps(uncounted);
    final InMemoryGoals goals = new InMemoryGoals(outage);
    final InMemoryErasures erasures = new InMemoryErasures(outage);
    final InMemoryMessageIndex terms = new InMemoryMessageIndex(outage);

    /// The index of words of the next run of the hub.
    MessageIndex index;

    /// Whether the next run of the hub has it.
    boolean searchable = true;

    final InMemoryMediaFiles sentFiles = new InMemoryMediaFiles(outage);
    final InMemoryDeskSessions deskSessions = new InMemoryDeskSessions(outage);
    final InMemoryAccounts accounts = new InMemoryAccounts(outage);
    final RecordedActs audit = new RecordedActs();
    final InMemoryChats chats = new InMemoryChats(outage);
    final SequentialIds ids;
    final ScriptedBot bot;
    final ScriptedDesk desk = new ScriptedDesk();

    /// The outside desks of the next run of the hub.
    List<AgentDesk> outside = List.of(desk);

    /// From how many bytes of messages held for all connections on each gets one at a time.
    long mostBytes = Long.MAX_VALUE;

    /// Whether the store's disk has too little room for new messages.
    volatile boolean shortOfRoom;

    final FakeMediaLinks media = new FakeMediaLinks();
    final ScriptedFiles files = new ScriptedFiles();

    /// What is stored, as the hub uses it: the fakes above, unless a test brings a real store.
    final LiveStores stores;

    LiveWorld() {
        this(Outside.fresh(new MutableClock()), null, null);
    }

    /// @param messages the store of messages; everything else is in memory
    LiveWorld(StorePorts messages) {
        this(Outside.fresh(new MutableClock()), messages, null);
    }

    /// @param store has everything, and a clock that a test may set
    LiveWorld(BeanFactory store) {
        this(
                Outside.fresh((MutableClock) store.getBean(Clock.class)),
                StoreRunner.ports(store),
                store);
    }

    /// The same world with the store as another hub sees it.
    LiveWorld(LiveWorld same, BeanFactory store) {
        this(new Outside(same.clock, same.ids, same.bot), StoreRunner.ports(store), store);
    }

    /// What all hubs of a world have in common.
    private record Outside(MutableClock clock, SequentialIds ids, ScriptedBot bot) {

        static Outside fresh(MutableClock clock) {
            return new Outside(clock, new SequentialIds(), new ScriptedBot());
        }
    }

    private LiveWorld(
            Outside outside, @Nullable StorePorts messages, @Nullable BeanFactory others) {
        clock = outside.clock();
        ids = outside.ids();
        bot = outside.bot();
        InMemoryStore memory = new InMemoryStore(outage, clock);
        claims = memory.claims();
        names = memory.userNames();
        eraser = memory.eraser();
        store = messages == null ? memory.ports() : messages;
        journal = new HeldJournal(store.journal());
        untaken = new SlowSearch(store.heldMessages());
        stores = others == null ? inMemory() : LiveStores.of(others);
        index = stores.index();
    }

    private LiveStores inMemory() {
        return new LiveStores(
                new PeopleModule.Stores(
                        claims,
                        sessions,
                        agentSessions,
                        parts,
                        chats,
                        drafts,
                        names,
                        deskSessions,
                        deskSessions,
                        sentFiles,
                        accounts,
                        organisations,
                        new InMemoryAuditLog(),
                        eraser,
                        erasures),
                handoffs,
                counted,
                labels,
                goals,
                terms);
    }
}
