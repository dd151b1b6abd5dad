package dev.switchboard.scenario.live;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.in.canned.KeepCannedReplies;
import dev.switchboard.application.port.in.figures.ReadFigures;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.ConsoleLine.Held;
import dev.switchboard.application.port.in.handoff.KeepDrafts;
import dev.switchboard.application.port.in.handoff.KeepGoals;
import dev.switchboard.application.port.in.handoff.ReadHistory;
import dev.switchboard.application.port.in.handoff.ReadHistory.Former;
import dev.switchboard.application.port.in.handoff.SearchMessages;
import dev.switchboard.application.port.in.handoff.SearchMessages.Found;
import dev.switchboard.application.port.in.handoff.SearchMessages.Handling;
import dev.switchboard.application.port.in.handoff.SearchMessages.Hit;
import dev.switchboard.application.port.in.handoff.TagConversations.Tagged;
import dev.switchboard.application.port.in.handoff.TransferConversations.Given;
import dev.switchboard.application.port.in.handoff.WatchWall;
import dev.switchboard.application.port.in.handoff.WatchWall.QueueLine;
import dev.switchboard.application.port.in.label.KeepLabels;
import dev.switchboard.application.port.in.preference.KeepPreferences;
import dev.switchboard.application.port.in.view.KeepViews;
import dev.switchboard.application.port.out.canned.CannedReplies;
import dev.switchboard.application.port.out.preference.KeptPreferences;
import dev.switchboard.application.port.out.view.SavedViews;
import dev.switchboard.application.service.canned.CannedReplyService;
import dev.switchboard.application.service.label.LabelService;
import dev.switchboard.application.service.peer.PeerModule;
import dev.switchboard.application.service.preference.PreferenceService;
import dev.switchboard.application.service.view.ViewService;
import dev.switchboard.domain.canned.CannedReply;
import dev.switchboard.domain.canned.Shelf;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.figures.Figures;
import dev.switchboard.domain.figures.Figures.Count;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.QueueGoals;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.ReplyDraft;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.label.Label;
import dev.switchboard.domain.label.LabelList;
import dev.switchboard.domain.label.LabelList.Kind;
import dev.switchboard.domain.preference.Preferences;
import dev.switchboard.domain.view.SavedView;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;

/// What people of a desk keep, choose from, count and look for is the store's or an owner's, and no
/// process's: whichever hub they are at, and also after another one has ended.
abstract class EitherHubStories extends DeskOfTwoHubs {

    private static final TenantId TENANT = TenantId.DEFAULT;
    private static final LabelId SOLVED = new LabelId("solved");
    private static final LabelId REFUNDED = new LabelId("refunded");
    private static final LabelId VIP = new LabelId("vip");

    private final Shelves shelvesOfFirst;
    private final Shelves shelvesOfSecond;
    private final Map<Side, Services> services = new HashMap<>();

    EitherHubStories(LiveWorld first, Shelves ofFirst, LiveWorld second, Shelves ofSecond) {
        super(first, second);
        shelvesOfFirst = ofFirst;
        shelvesOfSecond = ofSecond;
    }

    /// What one hub stores of people's own.
    record Shelves(CannedReplies canned, SavedViews views, KeptPreferences preferences) {

        static Shelves of(BeanFactory store) {
            return new Shelves(
                    store.getBean(CannedReplies.class),
                    store.getBean(SavedViews.class),
                    store.getBean(KeptPreferences.class));
        }
    }

    /// What people ask one hub for, wherever it is done.
    private record Services(
            KeepDrafts drafts,
            KeepGoals goals,
            WatchWall wall,
            SearchMessages search,
            ReadHistory history,
            ReadFigures figures) {

        static Services of(LiveHub hub) {
            PeerModule peers = hub.peers;
            return new Services(
                    peers.forwarded(KeepDrafts.class, hub.agents.messages()),
                    peers.forwarded(KeepGoals.class, hub.supervision.goals()),
                    peers.forwarded(WatchWall.class, hub.supervision.wall()),
                    peers.forwarded(SearchMessages.class, hub.search.search()),
                    peers.forwarded(ReadHistory.class, hub.agents.history()),
                    peers.forwarded(ReadFigures.class, hub.figures.figures()));
        }
    }

    /// A hub serves the others from the moment on at which it has its services.
    @BeforeEach
    void open() {
        both().forEach(side -> services.put(side, Services.of(side.hub)));
    }

    private Services services(Side side) {
        return requireNonNull(services.get(side));
    }

    private Shelves shelves(Side side) {
        return side.world.equals(world) ? shelvesOfFirst : shelvesOfSecond;
    }

    private List<Side> both() {
        return List.of(desk(), owner());
    }

    private static TestConsole at(Side side, String name) {
        return new TestConsole(side.ports, TENANT, name);
    }

    private void keeps(Side side, TestConsole console, ConversationId conversation, String text) {
        KeepDrafts drafts = services(side).drafts();
        assertThat(drafts.keep(console.id, conversation, text, world.clock.instant()))
                .isInstanceOf(KeepDrafts.Kept.Done.class);
    }

    private static List<String> drafts(TestConsole console) {
        return console.last(ConsoleEvent.Ready.class).drafts().stream()
                .map(ReplyDraft::text)
                .toList();
    }

    @Test
    void keepsDraftsOfConsolesAtEither() {
        ConversationId chat = chat(0);
        TestConsole near = at(desk(), "ann").connect();
        TestConsole far = at(owner(), "ann/2").connect();
        wantsAgent(chat);
        near.acceptOffer();

        keeps(desk(), near, chat, "first");
        assertThat(far.last(ConsoleEvent.Drafted.class).draft().text()).isEqualTo("first");
        pass(1);
        keeps(owner(), far, chat, "second");
        assertThat(near.last(ConsoleEvent.Drafted.class).draft().text()).isEqualTo("second");
        near.signOut();
        far.signOut();

        for (Side side : both()) {
            assertThat(drafts(at(side, "ann/3").connect())).containsExactly("second");
        }
    }

    @Test
    void keepsDraftsWhenTheDeskHasMoved() {
        ConversationId chat = chat(0);
        TestConsole ann = at(owner(), "ann").connect();
        wantsAgent(chat);
        ann.acceptOffer();
        keeps(owner(), ann, chat, "half a sentence");
        Side heir = owner();

        network.kill(desk().member);
        heir.hub.attachments.look();

        assertThat(drafts(at(heir, "ann").recover())).containsExactly("half a sentence");
    }

    private static KeepLabels labels(Side side) {
        return new LabelService(side.world.stores.labels());
    }

    private static LabelList list(Kind kind, int version, LabelId... ids) {
        List<Label> labels =
                Stream.of(ids).map(id -> new Label(id, id.value(), null, false)).toList();
        return new LabelList(TENANT, kind, version, kind == Kind.OUTCOMES, labels);
    }

    private Held asksAndIsAccepted(ConversationId chat, TestConsole agent) {
        wantsAgent(chat);
        return agent.acceptOffer();
    }

    @Test
    void offersOutcomesAndTagsThatWereChangedAtEither() {
        TestConsole ann = at(owner(), "ann").connect();
        assertThat(labels(owner()).save(list(Kind.OUTCOMES, 1, SOLVED)))
                .isInstanceOf(KeepLabels.Saved.Done.class);
        assertThat(labels(desk()).save(list(Kind.TAGS, 1, VIP)))
                .isInstanceOf(KeepLabels.Saved.Done.class);

        for (Side side : both()) {
            ConversationId chat = chatOf(side, 0);
            Held held = asksAndIsAccepted(chat, ann);
            assertThat(ann.tag(chat, "tag-1", List.of(VIP), List.of()))
                    .isInstanceOf(Tagged.Done.class);
            assertThat(ann.end(chat, held.lease(), "end-1", null))
                    .isInstanceOf(Given.OutcomeRequired.class);
            assertThat(ann.end(chat, held.lease(), "end-2", SOLVED)).isInstanceOf(Given.Done.class);
        }

        LabelList more = list(Kind.OUTCOMES, 2, SOLVED, REFUNDED);
        assertThat(labels(desk()).save(more)).isInstanceOf(KeepLabels.Saved.Done.class);
        assertThat(labels(owner()).save(list(Kind.OUTCOMES, 2, SOLVED)))
                .isInstanceOf(KeepLabels.Saved.Changed.class);
        assertThat(labels(owner()).list(TENANT, Kind.OUTCOMES)).isEqualTo(more);
        ConversationId last = chat(1);
        Held held = asksAndIsAccepted(last, ann);
        assertThat(ann.end(last, held.lease(), "end-3", REFUNDED)).isInstanceOf(Given.Done.class);
    }

    private KeepGoals goals(Side side) {
        return services(side).goals();
    }

    private static QueueGoals within(int version, int seconds) {
        Duration answer = Duration.ofSeconds(seconds);
        return new QueueGoals(TENANT, QueueId.DEFAULT, version, answer, null, null);
    }

    private TestConsole watchesTheWall(Side side, String name) {
        TestConsole console = at(side, name);
        console.connectAsSupervisor();
        WatchWall wall = services(side).wall();
        assertThat(wall.watch(console.id, null)).isInstanceOf(WatchWall.Shown.Begun.class);
        return console;
    }

    private static QueueGoals shown(TestConsole supervisor) {
        return supervisor.told(ConsoleEvent.WallUpdate.class).stream()
                .flatMap(update -> update.lines().queues().stream())
                .map(QueueLine::goals)
                .filter(goals -> goals.queue().equals(QueueId.DEFAULT))
                .toList()
                .getLast();
    }

    @Test
    void hasTheGoalsThatWereChangedAtEither() {
        List<TestConsole> supervisors =
                List.of(watchesTheWall(desk(), "sue"), watchesTheWall(owner(), "sam"));

        assertThat(goals(owner()).save(within(1, 30))).isTrue();
        pass(1);
        assertThat(supervisors).allMatch(each -> shown(each).equals(within(1, 30)));

        assertThat(goals(desk()).save(within(1, 60))).isFalse();
        assertThat(goals(desk()).save(within(2, 60))).isTrue();
        pass(1);
        assertThat(supervisors).allMatch(each -> shown(each).equals(within(2, 60)));
        for (Side side : both()) {
            assertThat(goals(side).find(TENANT, QueueId.DEFAULT)).contains(within(2, 60));
            assertThat(goals(side).list(TENANT)).contains(within(2, 60));
        }
    }

    private KeepCannedReplies canned(Side side) {
        return new CannedReplyService(shelves(side).canned());
    }

    private static CannedReply reply(Shelf shelf, int version, String text) {
        return new CannedReply(shelf, "hi", version, "Greeting", text, List.of(), null);
    }

    @Test
    void hasTheCannedRepliesThatWereChangedAtEither() {
        Shelf shared = Shelf.of(TENANT);
        Shelf own = new Shelf(TENANT, new AgentId("ann"));

        for (Shelf shelf : List.of(shared, own)) {
            assertThat(canned(desk()).save(reply(shelf, 1, "Hi")))
                    .isEqualTo(KeepCannedReplies.Saved.DONE);
            assertThat(canned(owner()).list(shelf)).containsExactly(reply(shelf, 1, "Hi"));
            assertThat(canned(owner()).save(reply(shelf, 2, "Hello")))
                    .isEqualTo(KeepCannedReplies.Saved.DONE);
            assertThat(canned(desk()).save(reply(shelf, 2, "Hey")))
                    .isEqualTo(KeepCannedReplies.Saved.CHANGED);
            assertThat(canned(desk()).list(shelf)).containsExactly(reply(shelf, 2, "Hello"));
        }

        assertThat(canned(owner()).remove(own, "hi")).isTrue();
        assertThat(canned(desk()).list(own)).isEmpty();
        assertThat(canned(desk()).list(shared)).hasSize(1);
        assertThat(canned(owner()).list(new Shelf(TENANT, new AgentId("ben")))).isEmpty();
    }

    private KeepViews views(Side side) {
        return new ViewService(shelves(side).views(), side.hub.tenants, side.world.ids);
    }

    @Test
    void hasTheViewsThatWereSavedAtEither() {
        Shelf own = new Shelf(TENANT, new AgentId("ann"));
        Shelf others = new Shelf(TENANT, new AgentId("ben"));
        SavedView view =
                new SavedView(
                        views(desk()).nextId(), 1, own, "hub/parked", "Slack", "target=slack");
        SavedView shared =
                new SavedView(
                        view.id(), 2, Shelf.of(TENANT), "hub/parked", "Slack", "target=slack");

        assertThat(views(desk()).save(view, own)).isEqualTo(KeepViews.Saved.DONE);
        assertThat(views(owner()).list(own)).containsExactly(view);
        assertThat(views(owner()).list(others)).isEmpty();
        assertThat(views(owner()).save(shared, own)).isEqualTo(KeepViews.Saved.DONE);
        assertThat(views(desk()).list(others)).containsExactly(shared);
        assertThat(views(desk()).save(view.withVersion(2), own)).isEqualTo(KeepViews.Saved.CHANGED);
        assertThat(views(desk()).remove(view.id())).isTrue();
        assertThat(views(owner()).list(own)).isEmpty();
    }

    private KeepPreferences preferences(Side side) {
        return new PreferenceService(shelves(side).preferences());
    }

    private static Preferences wants(int version, Preferences.Theme theme) {
        return new Preferences(
                new Username("ann"),
                version,
                Preferences.Locale.PT,
                theme,
                Preferences.Density.COMPACT,
                true,
                null,
                false,
                Preferences.SendWith.CTRL_ENTER);
    }

    @Test
    void hasThePreferencesThatWereSavedAtEither() {
        Preferences dark = wants(1, Preferences.Theme.DARK);
        Preferences light = wants(2, Preferences.Theme.LIGHT);

        assertThat(preferences(desk()).save(dark)).isTrue();
        assertThat(preferences(owner()).read(dark.owner())).isEqualTo(dark);
        assertThat(preferences(owner()).save(light)).isTrue();
        assertThat(preferences(desk()).save(wants(2, Preferences.Theme.AUTO))).isFalse();
        assertThat(preferences(desk()).read(dark.owner())).isEqualTo(light);
    }

    private List<String> found(
            Side side, TestConsole console, String words, @Nullable LabelId outcome) {
        SearchMessages search = services(side).search();
        Handling handling = new Handling(null, null, Set.of(), outcome);
        SearchMessages.SearchQuery query =
                new SearchMessages.SearchQuery(words, "", handling, null, null, null, 10);
        Found found = search.search(console.id, query);
        return ((Found.Page) found).hits().stream().map(Hit::snippet).sorted().toList();
    }

    @Test
    void findsWhatWasSaidAtEither() {
        assertThat(labels(owner()).save(list(Kind.OUTCOMES, 1, SOLVED)))
                .isInstanceOf(KeepLabels.Saved.Done.class);
        ConversationId hers = chat(0);
        ConversationId nobodys = chatOf(desk(), 0);
        TestConsole ann = at(desk(), "ann").connect();
        Held held = asksAndIsAccepted(hers, ann);
        userSays(hers, "my parcel is broken");
        userSays(nobodys, "where is my parcel");
        ann.say(hers, held.lease(), "m-1", "a new parcel comes");
        ann.end(hers, held.lease(), "end-1", SOLVED);
        both().forEach(side -> side.hub.search.goOn());

        for (Side side : both()) {
            TestConsole sue = at(side, "sue").connectAsSupervisor();
            assertThat(found(side, sue, "parcel", null))
                    .containsExactly(
                            "a new parcel comes", "my parcel is broken", "where is my parcel");
            assertThat(found(side, sue, "broken", SOLVED)).containsExactly("my parcel is broken");
            sue.signOut();
            TestConsole again = at(side, "ann/2").connect();
            assertThat(found(side, again, "parcel", null))
                    .containsExactly("a new parcel comes", "my parcel is broken");
            again.signOut();
        }
    }

    @Test
    void tellsOfFormerHandoffsAtEither() {
        ConversationId chat = chat(0);
        TestConsole ann = at(owner(), "ann").connect();
        Held held = asksAndIsAccepted(chat, ann);
        ann.end(chat, held.lease());
        pass(1);
        asksAndIsAccepted(chat, ann);

        for (Side side : both()) {
            TestConsole again = at(side, "ann/2").connect();
            ReadHistory history = services(side).history();
            assertThat(history.formers(again.id, chat, null, 10).orElseThrow().handoffs())
                    .extracting(Former::agent)
                    .containsExactly(ann.agent.id());
            again.signOut();
        }
    }

    private static Map<String, Figures> named(ReadFigures.Counted counted) {
        return ((ReadFigures.Counted.Done) counted)
                .lines().stream()
                        .collect(
                                Collectors.toMap(
                                        ReadFigures.Line::name, ReadFigures.Line::figures));
    }

    @Test
    void countsWhatHappenedAtEither() {
        Instant began = world.clock.instant();
        assertThat(goals(owner()).save(within(1, 30))).isTrue();
        TestConsole ann = at(owner(), "ann").connect();
        for (Side side : both()) {
            ConversationId chat = chatOf(side, 0);
            wantsAgent(chat);
            pass(20);
            Held held = ann.acceptOffer();
            pass(40);
            ann.end(chat, held.lease());
        }
        ReadFigures.FigureQuery today =
                new ReadFigures.FigureQuery(
                        began, began.plus(Duration.ofDays(1)), null, ZoneOffset.UTC, null, null);

        for (Side side : both()) {
            ReadFigures figures = services(side).figures();
            Figures queue = requireNonNull(named(figures.queues(TENANT, today)).get("default"));
            assertThat(queue.counts())
                    .isEqualTo(
                            Map.of(
                                    Count.ASKED, 2,
                                    Count.ANSWERED, 2,
                                    Count.IN_TIME, 2,
                                    Count.ENDED, 2));
            assertThat(queue.answers().half()).hasSeconds(20);
            Figures hers = requireNonNull(named(figures.agents(TENANT, today)).get("ann"));
            assertThat(hers.counts()).isEqualTo(Map.of(Count.ACCEPTED, 2, Count.ENDED, 2));
            assertThat(hers.handling().half()).hasSeconds(40);
            assertThat(figures.mine(ann.agent, null, ZoneOffset.UTC).figures()).isEqualTo(hers);
        }
    }
}
