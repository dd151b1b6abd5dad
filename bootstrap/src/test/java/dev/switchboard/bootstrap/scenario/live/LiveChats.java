package dev.switchboard.bootstrap.scenario.live;

import dev.switchboard.application.port.in.chat.LinkIdentities;
import dev.switchboard.application.port.in.chat.OpenChats;
import dev.switchboard.application.port.in.chat.ReceiveUserMessages;
import dev.switchboard.application.port.in.upstream.ReceiveDeskEvents;
import dev.switchboard.application.port.out.upstream.MessageRenderer;
import dev.switchboard.application.port.out.upstream.Upstream.ChatRules;
import dev.switchboard.application.port.out.upstream.Upstream.Chats;
import dev.switchboard.application.port.out.upstream.Upstream.Notice;
import dev.switchboard.application.port.out.upstream.UserFiles;
import dev.switchboard.application.service.chat.ChatOpener;
import dev.switchboard.application.service.chat.ChatReader;
import dev.switchboard.application.service.chat.ChatRecord;
import dev.switchboard.application.service.chat.ChatSteps;
import dev.switchboard.application.service.chat.ChatUpkeep;
import dev.switchboard.application.service.chat.DeskEvents;
import dev.switchboard.application.service.chat.IdentityLinks;
import dev.switchboard.application.service.chat.Receipts;
import dev.switchboard.application.service.chat.TypingRelay;
import dev.switchboard.application.service.chat.UserMessages;
import dev.switchboard.application.service.handoff.HandoffModule;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What serves users of a bot outside in a run of the hub. Their conversations begin with `plat:`.
final class LiveChats {

    static final String ORIGIN = "plat";

    /// Whose conversations begin with `plat:mx:` has other words for some things.
    static Chats chats(UserFiles files) {
        ChatRules usual = rules("Please wait.", Set.of("menu"));
        ChatRules mexican = rules("Espere.", Set.of("inicio"));
        return new Chats(
                conversation -> conversation.externalId().startsWith("mx:") ? mexican : usual,
                files);
    }

    private static ChatRules rules(String waiting, Set<String> keywords) {
        return new ChatRules(
                Duration.ofHours(2),
                Duration.ofHours(24),
                Duration.ofSeconds(4),
                keywords,
                List.of("521", "52"),
                ZoneId.of("America/Mexico_City"),
                Map.ofEntries(
                        Map.entry(Notice.WAIT_AGENT, waiting),
                        Map.entry(Notice.QUEUE_POSITION, "Place {position}"),
                        Map.entry(Notice.TRANSFERRED, "Someone else."),
                        Map.entry(Notice.UNSUPPORTED, "[{type}]?"),
                        Map.entry(Notice.WELCOME, "I am {name}."),
                        Map.entry(Notice.CONTEXT_TITLE, "Before"),
                        Map.entry(Notice.CLIENT_LABEL, "User"),
                        Map.entry(Notice.BOT_LABEL, "Bot"),
                        Map.entry(Notice.CASE_DESCRIPTION, "Case:"),
                        Map.entry(Notice.FIRST_NAME, "Somebody"),
                        Map.entry(Notice.UPLOAD_SUCCESS, "Attached {file}"),
                        Map.entry(Notice.UPLOAD_ERROR, "It did not arrive.")),
                new Quoted());
    }

    /// Messages of these tests are quoted texts, or objects of the hub with a `text`.
    private static final class Quoted implements MessageRenderer {

        @Override
        public Line read(Message message) {
            String said = TestConsole.text(message);
            return new Line(message.at(), said.replaceAll("^(\\{.*\"text\":)?\"|\"}?$", ""));
        }

        @Override
        public Optional<String> choice(Message offer, int number) {
            String[] titles = TestConsole.text(offer).split("\"title\":\"", -1);
            return number < titles.length
                    ? Optional.of(titles[number].replaceAll("\".*", ""))
                    : Optional.empty();
        }

        @Override
        public Map<String, String> members(Content.Json object) {
            return Map.of("all", object.text());
        }
    }

    final OpenChats connect;
    final ReceiveDeskEvents desk;
    final ReceiveUserMessages hear;
    final Receipts receipts;
    final LinkIdentities users;
    final ChatReader read;
    final ChatUpkeep upkeep;
    final ChatSteps steps;

    LiveChats(LiveWorld world, LiveRelay core, HandoffModule agents) {
        ChatRecord record = core.record;
        steps =
                new ChatSteps(
                        world.chats,
                        ChatSteps.desks(agents.requests(), world.chats, world.outside),
                        record,
                        core.relay,
                        core.locks,
                        world.store.backlog(),
                        core.later,
                        world.clock);
        connect =
                new ChatOpener(
                        world.chats,
                        world.store.conversations(),
                        steps,
                        record,
                        core.locks,
                        core.calls,
                        world.ids,
                        world.clock);
        receipts =
                new Receipts(
                        world.store.history(),
                        world.store.journal(),
                        core.locks,
                        core.live,
                        core.telemetry,
                        world.clock);
        desk =
                new DeskEvents(
                        world.chats, steps, record, receipts, core.locks, core.live, world.clock);
        read = core.reader;
        hear = new UserMessages(world.chats, steps, record, agents.cache(), core.locks, read);
        users = new IdentityLinks(world.names, world.store.conversations(), world.chats);
        upkeep =
                new ChatUpkeep(
                        world.chats,
                        steps,
                        record,
                        world.handoffs,
                        world.store.conversations(),
                        core.locks,
                        core.workers,
                        world.clock);
        agents.listen(upkeep::stepped);
        new TypingRelay(world.chats, read, List.of(world.bot), core.live, core.later);
    }
}
