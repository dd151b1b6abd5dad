package dev.switchboard.scenario.live;

import static dev.switchboard.scenario.live.LiveTalk.BOT_CHAT;
import static dev.switchboard.scenario.live.LiveTalk.botAsksForAgent;
import static dev.switchboard.scenario.live.LiveTalk.toBot;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.switchboard.application.port.in.figures.ReadFigures;
import dev.switchboard.application.port.in.figures.ReadFigures.Counted;
import dev.switchboard.application.port.in.handoff.ConsoleLine.ConsoleEvent;
import dev.switchboard.application.port.in.handoff.RequestAgent;
import dev.switchboard.application.port.in.handoff.ServeConsoles.DeskRefusal;
import dev.switchboard.application.port.in.handoff.WatchWall.AgentLine;
import dev.switchboard.application.port.in.handoff.WatchWall.ChatLine;
import dev.switchboard.application.port.in.handoff.WatchWall.Lines;
import dev.switchboard.application.port.in.handoff.WatchWall.QueueDay;
import dev.switchboard.application.port.in.handoff.WatchWall.QueueLine;
import dev.switchboard.application.port.in.handoff.WatchWall.Shown;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.Handoff.Customer;
import dev.switchboard.domain.handoff.Lease;
import dev.switchboard.domain.handoff.QueueGoals;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.presence.AvailabilityProfile.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Supervisors see what goes on at the desk of their tenant: first the whole, then each change.
class WallScenarioTest extends LiveStory {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Browser user = browser("user");
    private final TestConsole sue = new TestConsole(hub.agents, "sue");
    private final TestConsole ann = new TestConsole(hub.agents, "ann");

    @BeforeEach
    void aSupervisorLooks() {
        own(user, BOT_CHAT);
        sue.connectAsSupervisor();
        hub.agents.views().choose(sue.id, 1, 2);
        assertThat(hub.supervision.wall().watch(sue.id, null)).isInstanceOf(Shown.Begun.class);
    }

    private Lease annAnswers() {
        hub.send.send(toBot(user, "q-1", "\"help\""));
        ann.connect();
        hub.replies.accept(botAsksForAgent());
        Lease lease = ann.acceptOffer().lease();
        passesAMoment();
        return lease;
    }

    private void passesAMoment() {
        world.clock.advance(SOON);
    }

    /// In which the day is counted and told.
    private void passesAWhile() {
        world.clock.advance(Duration.ofSeconds(6));
        passesAMoment();
    }

    private static QueueDay asked(int number) {
        return new QueueDay(number, 0, null, 0, null, null);
    }

    /// The wall as a console has it that was told all of it in order.
    private static final class Shows {

        private final Map<QueueId, QueueLine> queues = new HashMap<>();
        private final Map<AgentId, AgentLine> agents = new HashMap<>();
        private final Map<ConversationId, ChatLine> chats = new HashMap<>();
        private long version;

        private ChatLine chat() {
            return requireNonNull(chats.get(BOT_CHAT));
        }

        private QueueLine queue() {
            return requireNonNull(queues.get(QueueId.DEFAULT));
        }

        private void take(Lines lines) {
            lines.queues().forEach(line -> queues.put(line.queue(), line));
            lines.agents().forEach(line -> agents.put(line.agent(), line));
            lines.chats().forEach(line -> chats.put(line.conversation(), line));
        }
    }

    private static Shows wall(TestConsole console) {
        Shows wall = new Shows();
        for (ConsoleEvent event : console.told) {
            if (event instanceof ConsoleEvent.WallSnapshot(var version, var lines)) {
                wall.version = version;
                wall.queues.clear();
                wall.agents.clear();
                wall.chats.clear();
                wall.take(lines);
            } else if (event instanceof ConsoleEvent.WallUpdate update) {
                assertThat(update.version()).isEqualTo(++wall.version);
                wall.take(update.lines());
                update.agents().forEach(wall.agents::remove);
                update.chats().forEach(wall.chats::remove);
            }
        }
        return wall;
    }

    @Test
    void showsAgentsAndWhoseConversationsTheyHave() {
        Lease lease = annAnswers();

        Shows wall = wall(sue);

        assertThat(wall.agents.values())
                .extracting(
                        line -> line.agent().value(),
                        AgentLine::kind,
                        AgentLine::consoles,
                        AgentLine::chats)
                .containsExactlyInAnyOrder(
                        tuple("sue", Kind.BUSY, 1, 0), tuple("ann", Kind.AVAILABLE, 1, 1));
        assertThat(wall.chat().handoff().lease().id()).isEqualTo(lease.id());
        assertThat(wall.queue())
                .extracting(QueueLine::waiting, QueueLine::active)
                .containsExactly(0, 1);
    }

    @Test
    void showsWhoWaitsAndSinceWhen() {
        hub.send.send(toBot(user, "q-1", "\"help\""));
        Instant asked = world.clock.instant();
        hub.replies.accept(botAsksForAgent());
        passesAWhile();

        QueueGoals none = QueueGoals.none(TenantId.DEFAULT, QueueId.DEFAULT);
        assertThat(wall(sue).queue())
                .isEqualTo(new QueueLine(QueueId.DEFAULT, 1, 0, asked, 0, none, asked(1)));
    }

    @Test
    void showsSinceWhenAUserWaitsForAnAnswerAndForgetsItWithTheAnswer() {
        Instant asked = world.clock.instant();
        Lease lease = annAnswers();
        assertThat(wall(sue).chat().unansweredSince()).isEqualTo(asked);

        ann.say(BOT_CHAT, lease, "m-1", "hello");
        passesAMoment();
        assertThat(wall(sue).chat().unansweredSince()).isNull();

        ann.note(BOT_CHAT, "n-1", "no answer");
        Instant wrote = world.clock.instant();
        hub.send.send(toBot(user, "q-2", "\"so?\""));
        passesAMoment();
        hub.send.send(toBot(user, "q-3", "\"hello?\""));
        passesAMoment();
        assertThat(wall(sue).chat().unansweredSince()).isEqualTo(wrote);
    }

    @Test
    void showsOfTodayWhatTheFiguresCount() {
        hub.supervision
                .goals()
                .save(
                        new QueueGoals(
                                TenantId.DEFAULT,
                                QueueId.DEFAULT,
                                1,
                                Duration.ofSeconds(30),
                                null,
                                null));
        Lease lease = annAnswers();
        passesAWhile();
        assertThat(wall(sue).queue().today())
                .isEqualTo(new QueueDay(1, 1, 1, 0, Duration.ZERO, Duration.ZERO));
        ann.end(BOT_CHAT, lease);
        ann.signOut();
        RequestAgent.AgentRequest request =
                RequestAgent.AgentRequest.ofClient(
                        ConversationId.of("bot", "second"),
                        new Customer("c", "", Customer.NOTHING_ELSE),
                        "test");
        hub.handoffs.requests().ask(request);
        passesAMoment();
        hub.leave(request.conversation());
        passesAWhile();

        Instant now = world.clock.instant();
        Counted counted =
                hub.figures
                        .figures()
                        .queues(
                                TenantId.DEFAULT,
                                new ReadFigures.FigureQuery(
                                        now.truncatedTo(ChronoUnit.DAYS),
                                        now,
                                        null,
                                        ZoneOffset.UTC,
                                        null,
                                        null));
        QueueDay today = requireNonNull(wall(sue).queue().today());
        assertThat(((Counted.Done) counted).lines())
                .singleElement()
                .satisfies(line -> assertThat(today).isEqualTo(QueueDay.of(line.figures())));
        assertThat(today).extracting(QueueDay::asked, QueueDay::abandoned).containsExactly(2, 1);
    }

    @Test
    void beginsTheDayWhereTheWatcherIs() {
        ZoneId far = ZoneOffset.ofHours(1);
        Instant midnight =
                LocalDate.ofInstant(world.clock.instant(), far)
                        .plusDays(1)
                        .atStartOfDay(far)
                        .toInstant();
        TestConsole boss = new TestConsole(hub.agents, "boss");
        boss.connectAsSupervisor();
        hub.supervision.wall().watch(boss.id, far);
        hub.send.send(toBot(user, "q-1", "\"help\""));
        hub.replies.accept(botAsksForAgent());
        passesAWhile();
        assertThat(wall(boss).queue().today()).isEqualTo(asked(1));

        world.clock.advance(Duration.between(world.clock.instant(), midnight.plusSeconds(60)));
        passesAMoment();

        assertThat(wall(boss).queue().today()).isEqualTo(asked(0));
        assertThat(wall(sue).queue().today()).isEqualTo(asked(1));
    }

    @Test
    void forgetsConversationsThatAreOverAndAgentsWhoAreGone() {
        Lease lease = annAnswers();

        ann.end(BOT_CHAT, lease);
        ann.signOut();
        passesAMoment();

        Shows wall = wall(sue);
        assertThat(wall.chats).isEmpty();
        assertThat(wall.agents).containsOnlyKeys(new AgentId("sue"));
    }

    @Test
    void isForSupervisorsOfTheTenantAlone() {
        ann.connect();
        TestConsole boss = new TestConsole(hub.agents, new TenantId("mx"), "boss");
        boss.connectAsSupervisor();
        hub.supervision.wall().watch(boss.id, null);
        annAnswers();
        assertThat(wall(boss).agents).containsOnlyKeys(new AgentId("boss"));
        // what changes there does not draw this wall anew
        hub.supervision.wall().watch(boss.id, null);

        assertThat(hub.supervision.wall().watch(ann.id, null)).isEqualTo(DeskRefusal.FORBIDDEN);
        assertThat(ann.told(ConsoleEvent.WallSnapshot.class)).isEmpty();
        assertThat(wall(boss).agents).containsOnlyKeys(new AgentId("boss"));
        assertThat(wall(boss).chats).isEmpty();
        assertThat(wall(boss).queue().active()).isZero();
    }

    @Test
    void isToldOnlyWhileItIsWatched() {
        hub.supervision.wall().unwatch(sue.id);
        int told = sue.told(ConsoleEvent.WallUpdate.class).size();

        annAnswers();

        assertThat(sue.told(ConsoleEvent.WallUpdate.class)).hasSize(told);
    }

    @Test
    void showsTheGoalsOfItsQueuesAsSoonAsTheyAreSaved() {
        QueueGoals goals =
                new QueueGoals(
                        TenantId.DEFAULT,
                        QueueId.DEFAULT,
                        1,
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(3));
        QueueGoals theirs =
                new QueueGoals(
                        new TenantId("mx"), QueueId.DEFAULT, 1, Duration.ofMinutes(9), null, null);

        assertThat(hub.supervision.goals().save(theirs)).isTrue();
        assertThat(hub.supervision.goals().save(goals)).isTrue();
        assertThat(hub.supervision.goals().save(goals)).isFalse();
        passesAMoment();

        assertThat(wall(sue).queue().goals()).isEqualTo(goals);
        assertThat(hub.supervision.goals().list(TenantId.DEFAULT))
                .containsExactly(goals, QueueGoals.none(TenantId.DEFAULT, LiveHub.SALES));
        assertThat(hub.supervision.goals().find(TenantId.DEFAULT, new QueueId("none"))).isEmpty();
    }
}
