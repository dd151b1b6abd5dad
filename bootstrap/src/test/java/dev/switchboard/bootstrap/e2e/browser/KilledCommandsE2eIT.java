package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.network.Valve;
import dev.switchboard.application.network.Valve.Position;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The hub is killed with -9 while agents accept an offer, pass a conversation on, end one and send
/// a file, at a moment of which it is known what the hub had and what the pages knew. The agents do
/// what anybody would do who sees these pages. Each command is carried out once.
@Tag("nightly")
@Order(1)
class KilledCommandsE2eIT extends OwnHubStory {

    KilledCommandsE2eIT() {
        super(settings());
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(PATIENCE);
        settings.put("SWITCHBOARD_AGENT_OFFER_DEADLINE", "1h");
        return settings;
    }

    @BeforeAll
    void offerAnOutcome() {
        String outcomes =
                "{\"items\":[{\"id\":\"%s\",\"name\":\"Solved\",\"retired\":false}]}"
                        .formatted(Ending.OUTCOME);
        assertThat(hub.admin().put("/v1/outcomes", outcomes).status()).isEqualTo(201);
    }

    /// The hub has not heard of them.
    @Test
    void areCarriedOutOnceWhenTheHubIsKilledBeforeTheyArrive() {
        try (Valve line = line()) {
            Given given = new Given(line);
            line.turn(Position.SILENT);
            given.all.forEach(Command::give);

            hub.process().kill();
            line.turn(Position.CUT);
            given.all.forEach(Command::awaitDoubt);
            comeBack(line, given);

            given.all.forEach(Command::giveAgain);
            assertDoneOnce(given);
        }
    }

    /// The hub has stored them, and the pages have no answer.
    @Test
    void areCarriedOutOnceWhenTheHubIsKilledBeforeTheyAreAnswered() {
        try (Valve line = line()) {
            Given given = new Given(line);
            line.turn(Position.UNANSWERED);
            given.all.forEach(Command::give);
            given.all.forEach(each -> await().atMost(Command.SOON).until(each::isStored));

            hub.process().kill();
            line.turn(Position.CUT);
            comeBack(line, given);

            given.inDoubt.forEach(Command::giveAgain);
            assertDoneOnce(given);
        }
    }

    /// The pages have just shown what came of them.
    @Test
    void areCarriedOutOnceWhenTheHubIsKilledAfterTheyAreAnswered() {
        try (Valve line = line()) {
            Given given = new Given(line);
            given.all.forEach(Command::give);
            given.all.forEach(Command::awaitShown);

            hub.process().kill();
            line.turn(Position.CUT);
            comeBack(line, given);

            assertDoneOnce(given);
        }
    }

    /// A command of each kind, but for its last key.
    private final class Given {

        /// Whoever has fewest conversations is offered the next one. So each has two of them before
        /// the next agent comes, and the last one is offered what is to be accepted.
        final Sending sending;

        final Ending ending;
        final Passing passing;
        final Accepting accepting;
        final List<Command> all;

        /// Those of which a page cannot know whether the hub heard them. What the hub took as
        /// accepted is the agent's as soon as the line is back.
        final List<Command> inDoubt;

        Given(Valve line) {
            sending = new Sending(KilledCommandsE2eIT.this, line);
            ending = new Ending(KilledCommandsE2eIT.this, line);
            passing = new Passing(KilledCommandsE2eIT.this, line);
            accepting = new Accepting(KilledCommandsE2eIT.this, line);
            passing.prepareFor(accepting.agent);
            inDoubt = List.of(passing, ending, sending);
            all = List.of(accepting, passing, ending, sending);
        }
    }

    private Valve line() {
        int port = hub.process().url().getPort();
        return Valve.before(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private void comeBack(Valve line, Given given) {
        hub.process().start();
        line.turn(Position.OPEN);
        given.all.forEach(each -> each.page.awaitOnline());
    }

    private void assertDoneOnce(Given given) {
        given.all.forEach(Command::awaitShown);
        given.all.forEach(Command::assertDoneOnce);
        given.accepting.take(given.passing.passed);
        given.all.forEach(Command::assertDraftKept);
        assertThat(pages.leave()).isEmpty();
    }
}
