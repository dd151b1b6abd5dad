package dev.switchboard.bootstrap.e2e.agent;

import static dev.switchboard.bootstrap.e2e.agent.StaffedHub.chat;
import static dev.switchboard.bootstrap.e2e.agent.StaffedHub.text;
import static dev.switchboard.bootstrap.e2e.agent.StaffedHub.texts;
import static dev.switchboard.bootstrap.e2e.agent.WireConsole.about;
import static dev.switchboard.bootstrap.e2e.agent.WireConsole.handoff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The guarantees for agents: who is offered a user, who keeps the user and for how long, what all
/// consoles of an agent see, and how a user is handed on.
interface DeskStories {

    Duration SOON = StaffedHub.SOON;

    StaffedHub desk();

    @Test
    default void offersToTheNextWhenTheFirstIsSilent() {
        try (Somebody user = Somebody.at(desk().hub())) {
            WireConsole first = desk().agent();
            user.wantsAPerson();
            JsonNode offer = first.await("handoff.offer", user.conversation());
            WireConsole second = desk().agent();

            String id = offer.path("handoffId").asString();
            JsonNode revoked =
                    first.await(
                            "handoff.revoked",
                            event -> event.path("handoffId").asString().equals(id));
            second.accept(user.conversation());
            JsonNode late = first.call("handoff.accept", handoff(offer));

            assertThat(revoked.path("reason").asString("")).isEqualTo("deadline");
            assertThat(late.path("code").asString("")).isIn("TAKEN", "VERSION");
        }
    }

    @Test
    default void offersToTheNextWhenTheFirstDeclines() {
        try (Somebody user = Somebody.at(desk().hub())) {
            WireConsole first = desk().agent();
            user.wantsAPerson();
            JsonNode offer = first.await("handoff.offer", user.conversation());
            WireConsole second = desk().agent();

            first.must("handoff.decline", handoff(offer));

            second.accept(user.conversation());
        }
    }

    @Test
    default void saysOnceWhatIsSentTwiceAcrossALostLine() {
        try (Somebody user = Somebody.at(desk().hub())) {
            WireConsole ada = desk().agent();
            String chat = user.conversation();
            user.wantsAPerson();
            JsonNode lease = ada.accept(chat);
            user.says("one");
            ada.awaitTexts(chat, "one");

            JsonNode said = ada.must("message.send", chat(chat, lease, "a-1", text("Hi")));
            ada.awaitTexts(chat, "one", "Hi");
            String id = ada.socketId();
            ada.cut();
            user.says("two");
            user.says("three");
            ada.resume();
            JsonNode again = ada.must("message.send", chat(chat, lease, "a-1", text("Hi")));
            JsonNode other = ada.call("message.send", chat(chat, lease, "a-1", text("Ho")));
            user.says("four");

            ada.awaitTexts(chat, "one", "Hi", "two", "three", "four");
            assertThat(ada.events("agent.ready").getLast().path("recovered").asBoolean()).isTrue();
            assertThat(ada.socketId()).isEqualTo(id);
            assertThat(ada.seqs(chat)).isSorted().doesNotHaveDuplicates();
            assertThat(ada.events("context.snapshot").stream().filter(about(chat))).hasSize(1);
            assertThat(again.path("duplicate").asBoolean()).isTrue();
            assertThat(again.path("seq")).isEqualTo(said.path("seq"));
            assertThat(other.path("code").asString("")).isEqualTo("ID_REUSED");
            user.customer().page().awaitAnswers("You said: Hello", "", "Hi");
        }
    }

    /// Both run at once, because each takes a while.
    @Test
    default void takesUsersFromConsolesThatDiedAndFromSilentOnes() {
        try (Somebody left = Somebody.at(desk().hub());
                Somebody forgotten = Somebody.at(desk().hub())) {
            WireConsole dies = desk().agent();
            left.wantsAPerson();
            dies.accept(left.conversation());
            dies.cut();
            WireConsole silent = desk().agent();
            forgotten.wantsAPerson();
            JsonNode lease = silent.accept(forgotten.conversation());
            silent.fallSilent();
            left.says("Are you still there?");
            WireConsole next = desk().agent();

            JsonNode back = next.awaitQueued(left.conversation());
            next.accept(left.conversation());
            JsonNode lost = silent.await("lease.lost", forgotten.conversation());
            JsonNode late =
                    silent.call(
                            "message.send",
                            chat(forgotten.conversation(), lease, "a-1", text("Hi")));

            assertThat(texts(next.await("context.snapshot", left.conversation())))
                    .contains("Hello", "Are you still there?");
            assertThat(back.path("priority")).hasToString("1");
            assertThat(lost.path("reason").asString("")).isEqualTo("expired");
            assertThat(late.path("code").asString("")).isEqualTo("LEASE_LOST");
        }
    }

    @Test
    default void letsWhoBeatsTheLeaseKeepIt() {
        try (Somebody user = Somebody.at(desk().hub())) {
            WireConsole ada = desk().agent();
            String chat = user.conversation();
            user.wantsAPerson();
            JsonNode lease = ada.accept(chat);
            Instant first = Instant.parse(lease.path("expiresAt").asString());

            String beat =
                    "{\"leases\":[{\"leaseId\":\"%s\",\"version\":%d},"
                                    .formatted(
                                            lease.path("leaseId").asString(),
                                            lease.path("version").asLong())
                            + "{\"leaseId\":\"le_"
                            + "0".repeat(24)
                            + "\",\"version\":1}]}";
            JsonNode beaten = ada.must("lease.heartbeat", beat);

            assertThat(Instant.parse(beaten.at("/leases/0/expiresAt").asString(""))).isAfter(first);
            assertThat(beaten.at("/leases/1/lost").asBoolean()).isTrue();
        }
    }

    @Test
    default void showsTheSameOnAllConsolesOfAnAgent() {
        try (Somebody user = Somebody.at(desk().hub())) {
            String token = desk().token();
            WireConsole here = desk().console(token);
            WireConsole there = desk().console(token);
            String chat = user.conversation();
            user.wantsAPerson();
            JsonNode offer = there.await("handoff.offer", chat);

            JsonNode lease = here.accept(chat);
            JsonNode revoked = there.await("handoff.revoked", _ -> true);
            there.await("context.snapshot", chat);
            user.says("one");
            here.must("message.send", chat(chat, lease, "a-1", text("Hi")));
            there.awaitTexts(chat, "one", "Hi");
            here.awaitTexts(chat, "one", "Hi");
            here.await("unread", unread -> unread.path("total").asInt() > 0);
            JsonNode read =
                    there.must(
                            "message.read",
                            "{\"conversationId\":\"%s\",\"seq\":%d}"
                                    .formatted(chat, there.seqs(chat).getLast()));

            assertThat(revoked.path("handoffId")).isEqualTo(offer.path("handoffId"));
            assertThat(revoked.path("reason").asString("")).isEqualTo("taken");
            assertThat(read.path("unread")).hasToString("{\"conversation\":0,\"total\":0}");
            await().atMost(SOON)
                    .until(() -> here.events("unread").getLast().path("total").asInt() == 0);
        }
    }

    @Test
    default void handsAUserOnWithANote() {
        try (Somebody user = Somebody.at(desk().hub())) {
            String name = LiveHub.fresh("agent");
            WireConsole ada = desk().agent();
            String chat = user.conversation();
            user.wantsAPerson();
            JsonNode lease = ada.accept(chat);
            WireConsole bob = desk().console(Staff.hire(desk().hub(), name, "AGENT"));

            JsonNode noted =
                    ada.must(
                            "note.add",
                            "{\"conversationId\":\"%s\",\"id\":\"n-1\",\"text\":\"is angry\"}"
                                    .formatted(chat));
            ada.must(
                    "conversation.transfer",
                    chat(
                            chat,
                            lease,
                            "t-1",
                            "\"to\":{\"agentId\":\"" + name + "\"}",
                            "\"note\":\"wants a refund\""));
            JsonNode next = bob.accept(chat);
            JsonNode snapshot = bob.await("context.snapshot", chat);
            bob.must("message.send", chat(chat, next, "b-1", text("Hi, I am Bob")));

            assertThat(ada.await("lease.lost", chat).path("reason").asString(""))
                    .isEqualTo("transferred");
            assertThat(texts(snapshot)).contains("Hello", "is angry", "wants a refund");
            user.customer().page().awaitAnswers("You said: Hello", "", "Hi, I am Bob");
            assertThat(noted.path("seq").asLong()).isPositive();
            assertThat(user.reads())
                    .contains("handoff_transferred", "I am Bob")
                    .doesNotContain("is angry", "wants a refund", "\"note\"");
            assertThat(user.isReadByAdmins())
                    .contains("{\"type\":\"note\"}", "I am Bob")
                    .doesNotContain("is angry", "wants a refund");
        }
    }

    @Test
    default void handsAUserOnToTheQueueAndToTheBot() {
        try (Somebody user = Somebody.at(desk().hub())) {
            WireConsole ada = desk().agent();
            String chat = user.conversation();
            user.wantsAPerson();
            JsonNode lease = ada.accept(chat);
            WireConsole bob = desk().agent();

            JsonNode unknown =
                    ada.call(
                            "conversation.transfer",
                            chat(chat, lease, "t-0", "\"to\":{\"queueId\":\"nowhere\"}"));
            ada.must(
                    "conversation.transfer",
                    chat(chat, lease, "t-1", "\"to\":{\"queueId\":\"default\"}"));
            JsonNode next = bob.accept(chat);
            bob.must("conversation.transfer", chat(chat, next, "t-2", "\"to\":{\"bot\":true}"));
            bob.await("lease.lost", chat);
            user.says("Robot?");

            assertThat(unknown.path("code").asString("")).isEqualTo("NO_TARGET");
            user.customer().page().awaitAnswers("You said: Hello", "", "You said: Robot?");
        }
    }

    @Test
    default void tellsNobodyWhatIsNotTheirs() {
        try (Somebody user = Somebody.at(desk().hub())) {
            WireConsole ada = desk().agent();
            WireConsole bob = desk().agent();
            String chat = user.conversation();
            WireConsole boss =
                    desk().console(Staff.hire(desk().hub(), LiveHub.fresh("boss"), "SUPERVISOR"));
            boss.must(
                    "availability.set", "{\"availabilityProfileId\":1,\"availabilityStateId\":5}");
            user.wantsAPerson();
            await().atMost(SOON)
                    .until(() ->
                            !ada.events("handoff.offer").isEmpty()
                                    || !bob.events("handoff.offer").isEmpty());
            WireConsole owner = ada.events("handoff.offer").isEmpty() ? bob : ada;
            WireConsole other = owner == ada ? bob : ada;
            JsonNode lease = owner.accept(chat);

            String get = "{\"conversationId\":\"%s\"}";
            JsonNode foreign = other.call("context.get", get.formatted(chat));
            JsonNode missing = other.call("context.get", get.formatted("netomi:nobodys"));
            JsonNode said = other.call("message.send", chat(chat, lease, "x-1", text("Hi")));
            JsonNode watched = other.call("conversation.watch", get.formatted(chat));
            JsonNode seen = boss.must("context.get", get.formatted(chat));
            boss.must("conversation.watch", get.formatted(chat));
            user.says("one");
            boss.awaitTexts(chat, "one");

            assertThat(foreign).isEqualTo(missing);
            assertThat(foreign.path("code").asString("")).isEqualTo("NOT_FOUND");
            assertThat(said.path("code").asString("")).isIn("NOT_FOUND", "LEASE_LOST");
            assertThat(watched.path("code").asString("")).isEqualTo("FORBIDDEN");
            assertThat(texts(seen)).contains("Hello");
        }
    }
}
